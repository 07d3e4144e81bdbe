/* SPDX-License-Identifier: Apache-2.0 */
/* The text of secret_forms.tsv, in read-only data. */
        .section .rodata
        .globl plumbline_secret_forms
        .globl plumbline_secret_forms_end
        .type plumbline_secret_forms, %object
plumbline_secret_forms:
        .incbin "secret_forms.tsv"
plumbline_secret_forms_end:
        .size plumbline_secret_forms, . - plumbline_secret_forms
        .section .note.GNU-stack,"",%progbits
