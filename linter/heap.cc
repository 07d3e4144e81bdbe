// SPDX-License-Identifier: Apache-2.0
// The heap of a program that runs for a tenth of a second: a fifth of that went into page faults.
// Exported: prepare_heap.

#include "heap.h"

#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>

void prepare_heap() {
#ifdef __GLIBC__
  // Address space, not memory: what is never touched costs nothing. The heap grows in steps of this
  // size and is not given back before the end, mallopt(3).
  constexpr int kStep = 64 << 20;
  constexpr uintptr_t kLargePage = 2 << 20;
  mallopt(M_TOP_PAD, kStep);
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
  mallopt(M_MMAP_THRESHOLD, 4 << 20);
  // The first step at once, in large pages where the system lets programs ask for them (madvise(2),
  // MADV_HUGEPAGE): a fault for each 2 MiB instead of one for each 4 KiB.
  const auto begin = reinterpret_cast<uintptr_t>(sbrk(0));
  void* volatile taken = std::malloc(1 << 20);  // volatile, so that it is not optimised away
  std::free(taken);
  const auto end = reinterpret_cast<uintptr_t>(sbrk(0));
  const uintptr_t first = (begin + kLargePage - 1) / kLargePage * kLargePage;
  if (first >= end) return;
  // NOLINTNEXTLINE(performance-no-int-to-ptr): an address that the system gave
  (void)madvise(reinterpret_cast<void*>(first), end - first, MADV_HUGEPAGE);
#endif
}
