// SPDX-License-Identifier: ISC

/// @file svg.c  Graphviz's SVG rewritten: safe, stable, with titles and links.

#include "view/svg.h"

#include "view/text.h"

#include <stdlib.h>

/// Verdana has the same widths where DejaVu Sans is missing
#define FONT_IN  "font-family=\"DejaVu Sans\""
#define FONT_OUT "font-family=\"DejaVu Sans,Verdana,sans-serif\""

/// What keeps a text readable where a line runs behind it
#define HALO                                                          \
  "<text paint-order=\"stroke\" stroke=\"white\" stroke-width=\"2\" " \
  "stroke-linejoin=\"round\""

typedef struct {
  RhumbBuf *out;
  const RhumbMap *map;
  RhumbBuf *parts; ///< By edge: the rest of it, behind its first half
  RhumbBuf names;  ///< Of clusters; above the edges, which may cross them
  char kind;       ///< The letter of the id of the group we are in
  size_t number;   ///< The number behind it
  size_t depth;
  bool link_is_open;
} Writer;

static bool
starts(const RhumbStr line, const char *const start)
{
  return rhumb_str_starts(line, rhumb_str(start));
}

/// The value of attribute `name` (with its `="`) in a tag; empty if it has none
static RhumbStr
attribute(const RhumbStr tag, const char *const name)
{
  const size_t at = rhumb_str_find(tag, rhumb_str(name), 0);
  const RhumbStr rest =
      at == SIZE_MAX ? RHUMB_STR("") : rhumb_str_from(tag, at + strlen(name));
  const size_t len = rhumb_str_index(rest, '"');
  return len < rest.len ? rhumb_str_slice(rest, 0, len) : RHUMB_STR("");
}

// The head

static void
put_title(const Writer *const w)
{
  RhumbBuf text = {0};
  rhumb_buf_puts(w->out, "<title id=\"map-title\">");
  rhumb_text_escape(w->out, w->map->title);
  rhumb_buf_puts(w->out, "</title>\n<desc id=\"map-desc\">");
  rhumb_map_describe(&text, w->map);
  rhumb_text_escape(w->out, rhumb_buf_str(&text));
  rhumb_buf_puts(w->out, "</desc>\n");
  rhumb_buf_free(&text);
}

/// The size in points becomes one in pixels that shrinks with the window
static void
put_root(const Writer *const w, const RhumbStr first, const RhumbStr second)
{
  const RhumbStr width = attribute(first, "width=\"");
  const RhumbStr height = attribute(first, "height=\"");
  const RhumbStr box = attribute(second, "viewBox=\"");
  rhumb_buf_format(w->out,
                   "<svg xmlns=\"http://www.w3.org/2000/svg\""
                   " xmlns:xlink=\"http://www.w3.org/1999/xlink\""
                   " role=\"img\" aria-labelledby=\"map-title map-desc\""
                   " width=\"%lu\" height=\"%lu\" viewBox=\"%.*s\""
                   " style=\"max-width:100%%;height:auto\">\n",
                   strtoul(width.data, NULL, 10),
                   strtoul(height.data, NULL, 10),
                   RHUMB_FMT(box));
  put_title(w);
}

// Groups

static void
put_group_title(const Writer *const w, RhumbBuf *const text)
{
  RhumbBuf shown = {0};
  rhumb_text_put_clean(&shown, rhumb_buf_str(text), RHUMB_MAX_TEXT);
  rhumb_buf_puts(w->out, "<title>");
  rhumb_text_escape(w->out, rhumb_buf_str(&shown));
  rhumb_buf_puts(w->out, "</title>\n");
  rhumb_buf_free(&shown);
  rhumb_buf_free(text);
}

static void
open_link(Writer *const w, const RhumbStr link)
{
  if (link.len) {
    rhumb_buf_puts(w->out, "<a xlink:href=\"");
    rhumb_text_put_link(w->out, link);
    rhumb_buf_puts(w->out, "\" target=\"_top\">\n");
    w->link_is_open = true;
  }
}

/// Enter the group that `line` opens
static void
enter(Writer *const w, const RhumbStr line)
{
  const RhumbStr id = attribute(line, "id=\"");
  const RhumbMap *const map = w->map;
  ++w->depth;
  w->kind = (char)(id.len ? id.data[0] : '\0');
  const size_t most = w->kind == 'n'   ? map->n_nodes
                      : w->kind == 'c' ? map->n_clusters
                                       : map->n_edges;
  uint64_t number = 0;
  const bool is_ours =
      id.len && rhumb_str_number(rhumb_str_from(id, 1), most, &number);
  w->number = is_ours ? number : 0;
}

/// True in the label and the second half of an edge that runs through its label
static bool
is_part(const Writer *const w)
{
  return w->number && (w->kind == 'l' || w->kind == 'f');
}

/// Write the group that `line` opens, with what it stands for
static void
put_group(Writer *const w, const RhumbStr line)
{
  const RhumbMap *const map = w->map;
  RhumbBuf text = {0};
  enter(w, line);
  if (is_part(w)) {
    return;
  }
  rhumb_buf_put(w->out, line);
  rhumb_buf_putc(w->out, '\n');
  if (w->number && w->kind == 'n') {
    rhumb_map_describe_node(&text, map, w->number - 1);
    put_group_title(w, &text);
    open_link(w, map->nodes[w->number - 1].link);
  } else if (w->number && w->kind == 'e') {
    rhumb_map_describe_edge(&text, map, w->number - 1);
    put_group_title(w, &text);
  } else if (w->number && w->kind == 'c') {
    rhumb_buf_put(&text, map->clusters[w->number - 1]);
    put_group_title(w, &text);
  }
}

static void
close_group(Writer *const w, const RhumbStr line)
{
  if (w->link_is_open) {
    rhumb_buf_puts(w->out, "</a>\n");
    w->link_is_open = false;
  }
  if (w->kind == 'e' && w->number) {
    rhumb_buf_put(w->out, rhumb_buf_str(&w->parts[w->number - 1]));
  }
  w->depth -= w->depth > 0;
  if (!w->depth) {
    rhumb_buf_put(w->out, rhumb_buf_str(&w->names));
  }
  if (!is_part(w)) {
    rhumb_buf_put(w->out, line);
    rhumb_buf_putc(w->out, '\n');
  }
  w->kind = '\0';
  w->number = 0;
}

static void
put_shape(RhumbBuf *const out, const RhumbStr line, const bool has_halo)
{
  static const RhumbStr font = {FONT_IN, sizeof(FONT_IN) - 1U};
  static const RhumbStr text = {"<text", 5};
  RhumbStr rest = line;
  if (has_halo && rhumb_str_starts(line, text)) {
    rhumb_buf_puts(out, HALO);
    rest = rhumb_str_from(line, text.len);
  }
  const size_t at = rhumb_str_find(rest, font, 0);
  if (at != SIZE_MAX) {
    rhumb_buf_put(out, rhumb_str_slice(rest, 0, at));
    rhumb_buf_puts(out, FONT_OUT);
    rest = rhumb_str_from(rest, at + font.len);
  }
  rhumb_buf_put(out, rest);
  rhumb_buf_putc(out, '\n');
}

/// Write a shape or a text to where it stands in its group, or above all
static void
put_content(Writer *const w, const RhumbStr line)
{
  const bool is_name = w->number && w->kind == 'c' && starts(line, "<text");
  const bool has_halo = w->number && (w->kind == 'e' || is_name);
  if (!is_part(w)) {
    put_shape(is_name ? &w->names : w->out, line, has_halo);
  }
}

/// Skip a comment, which may go over several lines
static void
skip_comment(RhumbStr *const drawing, RhumbStr line)
{
  while (!rhumb_str_ends(line, RHUMB_STR("-->")) && drawing->len) {
    line = rhumb_str_cut(drawing, '\n');
  }
}

/// Collect what is drawn of edges behind their first halves
static void
collect_parts(Writer *const w, RhumbStr drawing)
{
  while (drawing.len) {
    const RhumbStr line = rhumb_str_cut(&drawing, '\n');
    if (starts(line, "<!--")) {
      skip_comment(&drawing, line);
    } else if (starts(line, "<g ")) {
      enter(w, line);
    } else if (starts(line, "</g>")) {
      w->number = 0;
    } else if (is_part(w) && !starts(line, "<title>")) {
      put_shape(&w->parts[w->number - 1], line, true);
    }
  }
  w->depth = 0;
}

static void
put_drawing(Writer *const w, RhumbStr drawing)
{
  bool is_inside = false;
  while (drawing.len) {
    const RhumbStr line = rhumb_str_cut(&drawing, '\n');
    if (starts(line, "<!--")) {
      skip_comment(&drawing, line);
    } else if (starts(line, "<svg")) {
      put_root(w, line, rhumb_str_cut(&drawing, '\n'));
      is_inside = true;
    } else if (!is_inside || starts(line, "<title>")) {
      continue; // The prologue, and names such as "n1"
    } else if (starts(line, "<g ")) {
      put_group(w, line);
    } else if (starts(line, "</g>")) {
      close_group(w, line);
    } else {
      put_content(w, line);
    }
  }
}

void
rhumb_svg_put(RhumbBuf *const out,
              const RhumbMap *const map,
              const RhumbStr drawing,
              const bool inlined)
{
  RhumbArena arena = {0};
  Writer w = {.out = out,
              .map = map,
              .parts = RHUMB_NEW(&arena, RhumbBuf, map->n_edges)};
  rhumb_buf_puts(out,
                 inlined ? "" : "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  collect_parts(&w, drawing);
  put_drawing(&w, drawing);
  for (size_t i = 0; i < map->n_edges; ++i) {
    rhumb_buf_free(&w.parts[i]);
  }
  rhumb_buf_free(&w.names);
  rhumb_arena_free(&arena);
}
