/* SPDX-License-Identifier: Apache-2.0 */
/* The texts of the modules beside this file, in read-only data. */
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
        text plumbline_terraform_aws_modules_vpc, terraform-aws-modules-vpc.tf
        text plumbline_aws_ia_vpc, aws-ia-vpc.tf
        .section .note.GNU-stack,"",%progbits
