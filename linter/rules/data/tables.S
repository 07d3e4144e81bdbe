/* SPDX-License-Identifier: Apache-2.0 */
/* The texts of the tables beside this file, in read-only data. */
        .section .rodata
        .macro table name, file
        .globl \name
        .globl \name\()_end
        .type \name, %object
\name:
        .incbin "\file"
\name\()_end:
        .size \name, . - \name
        .endm
        table plumbline_clauses, clauses.tsv
        table plumbline_sections, sections.tsv
        table plumbline_evidence, evidence.tsv
        table plumbline_standards, standards.tsv
        table plumbline_controls, controls.tsv
        .section .note.GNU-stack,"",%progbits
