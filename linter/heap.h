// SPDX-License-Identifier: Apache-2.0
#pragma once

// Tells the allocator what kind of program this is: one that takes memory until it ends, most of it
// at once. Called once, before threads are made; changes no behaviour, and does nothing where the
// allocator is not glibc's.
void prepare_heap();
