/* SPDX-License-Identifier: Apache-2.0 */
/* The text of the table beside this file, in read-only data. */
        .section .rodata
        .globl plumbline_pipeline_keys
        .globl plumbline_pipeline_keys_end
        .type plumbline_pipeline_keys, %object
plumbline_pipeline_keys:
        .incbin "keys.tsv"
plumbline_pipeline_keys_end:
        .size plumbline_pipeline_keys, . - plumbline_pipeline_keys
        .section .note.GNU-stack,"",%progbits
