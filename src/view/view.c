// SPDX-License-Identifier: ISC

/// @file view.c  A view from quads to a file: select, draw, render.

#include "view/view.h"

#include "view/draw.h"
#include "view/graph_impl.h"
#include "view/map.h"
#include "view/names.h"
#include "view/page.h"
#include "view/render.h"
#include "view/select.h"
#include "view/style_impl.h"
#include "view/svg.h"

#define ASKED_SECONDS 60 ///< For a layout that the view asks for
#define TRIED_SECONDS 20 ///< For dot, where we chose it
#define LAST_SECONDS  150

const RhumbPicture rhumb_pictures[] = {
    {"svg", "image/svg+xml", true},
    {"dot", "text/vnd.graphviz", true},
    {"png", "image/png", false},
    {"pdf", "application/pdf", false},
    {"html", "text/html", false},
    {0},
};

const RhumbPicture *
rhumb_picture_find(const RhumbStr name)
{
  for (const RhumbPicture *p = rhumb_pictures; p->name; ++p) {
    if (rhumb_str_is(name, p->name)) {
      return p;
    }
  }
  return NULL;
}

const RhumbPicture *
rhumb_picture_of_path(const RhumbStr path)
{
  size_t start = path.len;
  while (start && path.data[start - 1] != '.' && path.data[start - 1] != '/') {
    --start;
  }
  const bool has_dot = start && path.data[start - 1] == '.';
  return has_dot ? rhumb_picture_find(rhumb_str_slice(path, start, path.len))
                 : NULL;
}

typedef struct {
  const RhumbIndex *index;
  const RhumbView *view;
  const RhumbNamer *namer;
  const RhumbPicture *picture;
  const RhumbDiag *diag;
} Job;

static RhumbStatus
make_map(RhumbMap *const map, const Job *const job, const char *const layout)
{
  RhumbSelection choice;
  const RhumbStatus status = rhumb_select(
      &choice, job->index, job->view, job->namer, layout, job->diag);
  if (status == RHUMB_OK) {
    rhumb_map_make(map, &choice);
  }
  rhumb_selection_free(&choice);
  return status;
}

/// How each format is made of what Graphviz draws
static void
put_dressed(RhumbBuf *const out,
            const RhumbMap *const map,
            const char *const format,
            const RhumbStr drawing)
{
  if (strcmp(format, "svg") == 0) {
    rhumb_svg_put(out, map, drawing, false);
  } else if (strcmp(format, "html") == 0) {
    rhumb_page_put(out, map, drawing);
  } else {
    rhumb_buf_put(out, drawing);
  }
}

static const char *
device_of(const char *const format)
{
  return strcmp(format, "png") == 0   ? "png:cairo"
         : strcmp(format, "pdf") == 0 ? "pdf:cairo"
                                      : "svg:svg:core";
}

static RhumbStatus
render_map(RhumbBuf *const out,
           const Job *const job,
           const RhumbMap *const map,
           const unsigned seconds)
{
  const char *const format = job->picture->name;
  if (strcmp(format, "dot") == 0) {
    rhumb_draw_dot(out, map, true);
    return RHUMB_OK;
  }
  RhumbBuf dot = {0};
  RhumbBuf drawing = {0};
  rhumb_draw_dot(&dot, map, false);
  const RhumbStatus status = rhumb_render(
      &drawing, rhumb_buf_str(&dot), device_of(format), seconds, job->diag);
  if (status == RHUMB_OK) {
    put_dressed(out, map, format, rhumb_buf_str(&drawing));
  }
  rhumb_buf_free(&dot);
  rhumb_buf_free(&drawing);
  return status;
}

/// Once more with the layout that takes everything
static RhumbStatus
render_again(RhumbBuf *const out,
             const Job *const job,
             const char *const layout,
             const unsigned seconds)
{
  rhumb_warn(job->diag,
             RHUMB_WARNING,
             job->view->loc,
             "the layout \"%s\" did not finish in %u seconds; \"sfdp\" is "
             "used instead",
             layout,
             seconds);
  RhumbMap map = {0};
  RhumbStatus status = make_map(&map, job, "sfdp");
  if (status == RHUMB_OK) {
    status = render_map(out, job, &map, LAST_SECONDS);
  }
  rhumb_map_free(&map);
  return status;
}

static RhumbStatus
draw(RhumbBuf *const out, const Job *const job)
{
  RhumbMap map = {0};
  RhumbStatus status = make_map(&map, job, NULL);
  if (status == RHUMB_OK) {
    const bool is_last = strcmp(map.layout, "sfdp") == 0;
    const unsigned seconds = is_last             ? LAST_SECONDS
                             : job->view->layout ? ASKED_SECONDS
                                                 : TRIED_SECONDS;
    status = render_map(out, job, &map, seconds);
    if (status == RHUMB_END && !is_last) {
      status = render_again(out, job, map.layout, seconds);
    }
  }
  rhumb_map_free(&map);
  return status != RHUMB_END
             ? status
             : rhumb_fail(job->diag,
                          RHUMB_ERR_IO,
                          job->view->loc,
                          "Graphviz did not finish in %d seconds: show less, "
                          "with \"focus\", \"hide\" or \"limit\"",
                          LAST_SECONDS);
}

RhumbStatus
rhumb_view_draw(const RhumbGraph *const graph,
                const RhumbView *const view,
                const RhumbPrefixes *const prefixes,
                const RhumbPicture *const picture,
                RhumbOutput *const output,
                const RhumbDiag *const diag)
{
  RhumbArena arena = {0};
  RhumbBuf out = {0};
  const RhumbIndex *const index = rhumb_graph_index(graph);
  const RhumbView *const used = view ? view : &rhumb_view_any;
  const RhumbNamer namer = rhumb_namer_new(&arena, index, used, prefixes);
  const Job job = {index, used, &namer, picture, diag};
  const RhumbStatus status = draw(&out, &job);
  if (status == RHUMB_OK) {
    rhumb_output_put(output, rhumb_buf_str(&out));
  }
  rhumb_buf_free(&out);
  rhumb_arena_free(&arena);
  return status;
}
