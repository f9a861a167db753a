// SPDX-License-Identifier: ISC

/// @file picture.c  The table of picture formats, and how each is made.

#include "io/path.h"
#include "view/draw.h"
#include "view/map.h"
#include "view/page.h"
#include "view/svg.h"
#include "view/view.h"

/// What Graphviz drew, as it is
static void
put_drawing(RhumbBuf *const out,
            const RhumbMap *const map,
            const RhumbStr drawing)
{
  (void)map;
  rhumb_buf_put(out, drawing);
}

static void
put_svg(RhumbBuf *const out, const RhumbMap *const map, const RhumbStr drawing)
{
  rhumb_svg_put(out, map, drawing, false);
}

static void
put_dot(RhumbBuf *const out, const RhumbMap *const map, const RhumbStr drawing)
{
  (void)drawing;
  rhumb_draw_dot(out, map, true);
}

#define SVG "svg:svg:core"

// clang-format off
const RhumbPicture rhumb_pictures[] = {
    {"svg",  "Scalable Vector Graphics",   "image/svg+xml",     SVG,         put_svg,        true},
    {"dot",  "Graphviz's own language",    "text/vnd.graphviz", NULL,        put_dot,        true},
    {"png",  "Portable Network Graphics",  "image/png",         "png:cairo", put_drawing,    false},
    {"pdf",  "Portable Document Format",   "application/pdf",   "pdf:cairo", put_drawing,    false},
    {"html", "a page: the SVG and tables", "text/html",         SVG,         rhumb_page_put, false},
    {0},
};
// clang-format on

const RhumbPicture *
rhumb_picture_find(const RhumbStr name)
{
  const RhumbPicture *picture = rhumb_pictures;
  while (picture->name && !rhumb_str_alike(rhumb_str(picture->name), name)) {
    ++picture;
  }
  return picture->name ? picture : NULL;
}

const RhumbPicture *
rhumb_picture_of_path(const RhumbStr path)
{
  return rhumb_picture_find(rhumb_path_extension(path));
}
