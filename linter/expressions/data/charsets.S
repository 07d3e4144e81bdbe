/* SPDX-License-Identifier: Apache-2.0 */
/* The text of charsets.txt, in read-only data. */
        .section .rodata
        .globl plumbline_charsets
        .globl plumbline_charsets_end
        .type plumbline_charsets, %object
plumbline_charsets:
        .incbin CHARSETS_FILE
plumbline_charsets_end:
        .size plumbline_charsets, . - plumbline_charsets
        .section .note.GNU-stack,"",%progbits
