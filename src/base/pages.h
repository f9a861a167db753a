// SPDX-License-Identifier: ISC

/// @file pages.h  Memory for tables that are asked at random.
///
/// With small pages most of the time would go into finding them, and what the
/// system hands out is zero already.

#ifndef RHUMB_BASE_PAGES_H
#define RHUMB_BASE_PAGES_H

#include <stddef.h>

/// Bytes of a huge page: what is as large stands on a border of such, and asks
/// the system for them
#define RHUMB_HUGE_PAGE ((size_t)2 * 1024 * 1024)

/// Return so many bytes that are zero, which rhumb_pages_free() frees; if there
/// are none, the run ends as in arena.h
void *
rhumb_pages(size_t bytes);

/// Free what rhumb_pages() has returned for so many bytes; NULL is nothing
void
rhumb_pages_free(void *pages, size_t bytes);

#endif // RHUMB_BASE_PAGES_H
