// SPDX-License-Identifier: ISC

/// @file machine.h  What the machine has.

#ifndef RHUMB_BASE_MACHINE_H
#define RHUMB_BASE_MACHINE_H

#include <stdint.h>

/// Return how many bytes of memory the machine has, or the container that the
/// program runs in, if that is told less; UINT64_MAX: nobody says
uint64_t
rhumb_machine_memory(void);

/// Return how many bytes of addresses the process may still take (ulimit -v);
/// UINT64_MAX: there is no limit
uint64_t
rhumb_machine_room(void);

#endif // RHUMB_BASE_MACHINE_H
