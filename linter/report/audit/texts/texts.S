/* SPDX-License-Identifier: Apache-2.0 */
/* The texts beside this file, in read-only data. */
        .section .rodata
        .macro text name, file
        .globl \name
        .globl \name\()_end
        .type \name, %object
\name:
        .incbin "\file"
\name\()_end:
        .size \name, . - \name
        .endm
        text plumbline_audit_style, style.css
        text plumbline_audit_script, script.js
        text plumbline_audit_reading, reading.html
        .section .note.GNU-stack,"",%progbits
