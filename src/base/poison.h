// SPDX-License-Identifier: ISC

/// @file poison.h  Bytes that nobody may touch, as the address sanitizer knows
/// them; without it these are nothing.

#ifndef RHUMB_BASE_POISON_H
#define RHUMB_BASE_POISON_H

#ifdef __SANITIZE_ADDRESS__ // gcc
#  define RHUMB_POISONS
#elif defined(__has_feature)
#  if __has_feature(address_sanitizer) // clang
#    define RHUMB_POISONS
#  endif
#endif

#ifdef RHUMB_POISONS

#  include <sanitizer/asan_interface.h>

/// Left between two things that would stand side by side
#  define RHUMB_POISON_GAP 16U

#  define RHUMB_POISON(data, len)   __asan_poison_memory_region((data), (len))
#  define RHUMB_UNPOISON(data, len) __asan_unpoison_memory_region((data), (len))

#else

#  define RHUMB_POISON_GAP          0U
#  define RHUMB_POISON(data, len)   ((void)(data), (void)(len))
#  define RHUMB_UNPOISON(data, len) ((void)(data), (void)(len))

#endif

#endif // RHUMB_BASE_POISON_H
