// SPDX-License-Identifier: ISC

/// @file parts_watch.h  Who is told of what may take long and goes by parts.

#ifndef RHUMB_ENGINE_PARTS_WATCH_H
#define RHUMB_ENGINE_PARTS_WATCH_H

#include <stddef.h>

typedef struct {
  void (*done)(void *handle, size_t count, size_t of); ///< So many parts of all
  void *handle;
} RhumbPartsWatch;

#endif // RHUMB_ENGINE_PARTS_WATCH_H
