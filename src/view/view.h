// SPDX-License-Identifier: ISC

/// @file view.h  From quads to a picture: select, draw, render.

#ifndef RHUMB_VIEW_VIEW_H
#define RHUMB_VIEW_VIEW_H

#include "io/output.h"
#include "term/prefix.h"
#include "view/graph.h"
#include "view/style.h"

typedef struct RhumbMap RhumbMap;

/// A format of pictures
typedef struct {
  const char *name;  ///< As in -f and as file extension: "svg"
  const char *title; ///< "Portable Network Graphics"
  const char *media_type;
  const char *device; ///< Graphviz's, which draws the map; NULL: none does
  /// Append the picture made of the map and of what Graphviz drew of it
  void (*put)(RhumbBuf *out, const RhumbMap *map, RhumbStr drawing);
  bool is_exported; ///< By rhumb export, unless it is told what to write
} RhumbPicture;

/// The table of picture formats, ended by no name; the first is the default
extern const RhumbPicture rhumb_pictures[];

/// Return the format called `name`, in any case, or NULL
const RhumbPicture *
rhumb_picture_find(RhumbStr name);

/// Return the format that the file name's extension says, or NULL
const RhumbPicture *
rhumb_picture_of_path(RhumbStr path);

/**
   Draw `view` of `graph` into `output`.

   @param view NULL: the view for any RDF (classes by shape and colour).
   @param prefixes Shorten what has no label.
   @return RHUMB_OK; RHUMB_ERR_REFERENCE if a focus names no node;
   RHUMB_ERR_VALUE if nothing is left to draw; RHUMB_ERR_IO if Graphviz fails.
   Reported.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_view_draw(RhumbGraph *graph,
                const RhumbView *view,
                const RhumbPrefixes *prefixes,
                const RhumbPicture *picture,
                RhumbOutput *output,
                const RhumbDiag *diag);

#endif // RHUMB_VIEW_VIEW_H
