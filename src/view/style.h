// SPDX-License-Identifier: ISC

/// @file style.h  What `views:` says: how a map looks and what is in it.

#ifndef RHUMB_VIEW_STYLE_H
#define RHUMB_VIEW_STYLE_H

#include "term/prefix.h"
#include "yaml/schema.h"

/// One view; see the manual for what each key means
typedef struct RhumbView RhumbView;

/// The views of the rules, in order; owned by their arena
typedef struct RhumbViews RhumbViews;

/**
   Read the value of `views:` into `views`, several files one after the other.

   Every mistake is reported: unknown keys, prefixes, shapes, colours, layouts,
   with the nearest known word; a view's name twice names both places.

   @param views Set to a new set if it points to NULL, else added to.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_views_read(RhumbViews **views,
                 const RhumbYamlContext *context,
                 const RhumbYaml *node);

/// What `views:` may be, by the rows of its keys
extern const RhumbYamlType rhumb_views_type;

size_t
rhumb_views_count(const RhumbViews *views);

const RhumbView *
rhumb_views_at(const RhumbViews *views, size_t index);

/// Return the view called `name`, or NULL
const RhumbView *
rhumb_views_find(const RhumbViews *views, RhumbStr name);

/// Return the name nearest to `name`, or NULL
const char *
rhumb_views_near(const RhumbViews *views, RhumbStr name);

/// Return the view's name (its key in `views:`)
RhumbStr
rhumb_view_name(const RhumbView *view);

/// Return where the view's name stands in the rules
RhumbLoc
rhumb_view_loc(const RhumbView *view);

#endif // RHUMB_VIEW_STYLE_H
