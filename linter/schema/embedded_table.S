/* SPDX-License-Identifier: Apache-2.0 */
/* The table of provider schemas, as the build tool wrote it, in read-only data. */
        .section .rodata
        .balign 16
        .globl plumbline_schema_table
        .type plumbline_schema_table, %object
plumbline_schema_table:
        .incbin TABLE_FILE
        .size plumbline_schema_table, . - plumbline_schema_table
        .section .note.GNU-stack,"",%progbits
