// SPDX-License-Identifier: ISC

/// @file palette.h  The colours, shapes, strokes and layouts that views know.

#ifndef RHUMB_VIEW_PALETTE_H
#define RHUMB_VIEW_PALETTE_H

#include "base/str.h"

/// Lists of words, each ended by NULL; text of any kind can stand in the shapes
extern const char *const rhumb_shape_names[];
extern const char *const rhumb_strokes[];
extern const char *const rhumb_layouts[];
extern const char *const rhumb_directions[];
extern const char *const rhumb_arrows[];

/// A fill and the stronger colour of its border
typedef struct {
  const char *fill, *color;
} RhumbPaletteColor;

#define RHUMB_PALETTE_COLORS 7

/// Okabe and Ito's colours, told apart by colour-blind readers too
extern const RhumbPaletteColor rhumb_palette_colors[RHUMB_PALETTE_COLORS];

/// Shapes for classes; no common divisor with the colours, so pairs differ
#define RHUMB_PALETTE_SHAPES 8
extern const char *const rhumb_palette_shapes[RHUMB_PALETTE_SHAPES];

/// True if an arrow ("forward" if NULL) points "forward" or "back", as `way`
/// says
bool
rhumb_arrow_points(const char *arrow, const char *way);

/// True if `text` is #rgb, #rrggbb, #rrggbbaa or an X11 name
bool
rhumb_color_valid(RhumbStr text);

/// Return the X11 name nearest to `text`, in the arena, or NULL
const char *
rhumb_color_near(RhumbArena *arena, RhumbStr text);

/// Return a character that looks like a shape, for the legend; NULL stands for
/// an ellipse
const char *
rhumb_shape_glyph(const char *shape);

#endif // RHUMB_VIEW_PALETTE_H
