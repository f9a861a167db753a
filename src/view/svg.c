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

/// Graphviz's drawing, a line at a time
typedef struct {
  RhumbStr text;
  size_t at;
} Lines;

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
next_line(Lines *const lines, RhumbStr *const line)
{
  if (lines->at >= lines->text.len) {
    return false;
  }
  const char *const start = lines->text.data + lines->at;
  const size_t left = lines->text.len - lines->at;
  const char *const newline = (const char *)memchr(start, '\n', left);
  const size_t len = newline ? (size_t)(newline - start) : left;
  *line = (RhumbStr){start, len};
  lines->at += len + 1;
  return true;
}

static bool
starts(const RhumbStr line, const char *const start)
{
  return rhumb_str_starts(line, rhumb_str(start));
}

/// The value of attribute `name` (with its `="`) in a tag
static RhumbStr
attribute(const RhumbStr tag, const char *const name)
{
  const size_t len = strlen(name);
  for (size_t i = 0; i + len < tag.len; ++i) {
    if (memcmp(tag.data + i, name, len) == 0) {
      const char *const start = tag.data + i + len;
      const char *const end =
          (const char *)memchr(start, '"', tag.len - i - len);
      return end ? (RhumbStr){start, (size_t)(end - start)} : (RhumbStr){0};
    }
  }
  return (RhumbStr){0};
}

/// The number behind the letter of an id such as "n12"; 0 if it is no such id
static size_t
number_of(const RhumbStr id, const char letter)
{
  if (id.len < 2 || id.len > 12 || id.data[0] != letter) {
    return 0;
  }
  size_t number = 0;
  for (size_t i = 1; i < id.len; ++i) {
    const char c = id.data[i];
    if (c < '0' || c > '9') {
      return 0;
    }
    number = (number * 10) + (size_t)(c - '0');
  }
  return number;
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

/// The digits that `text` begins with, as a number
static unsigned
whole_number(const RhumbStr text)
{
  unsigned number = 0;
  for (size_t i = 0; i < text.len && text.data[i] >= '0' && text.data[i] <= '9';
       ++i) {
    number = (number * 10) + (unsigned)(text.data[i] - '0');
  }
  return number;
}

/// The size in points becomes one in pixels that shrinks with the window
static void
put_root(const Writer *const w, const RhumbStr first, const RhumbStr second)
{
  const RhumbStr wide = attribute(first, "width=\"");
  const RhumbStr high = attribute(first, "height=\"");
  const RhumbStr box = attribute(second, "viewBox=\"");
  const unsigned width = whole_number(wide);
  const unsigned height = whole_number(high);
  rhumb_buf_format(w->out,
                   "<svg xmlns=\"http://www.w3.org/2000/svg\""
                   " xmlns:xlink=\"http://www.w3.org/1999/xlink\""
                   " role=\"img\" aria-labelledby=\"map-title map-desc\""
                   " width=\"%u\" height=\"%u\" viewBox=\"%.*s\""
                   " style=\"max-width:100%%;height:auto\">\n",
                   width,
                   height,
                   RHUMB_FMT(box));
  put_title(w);
}

// Groups

static void
put_group_title(const Writer *const w, RhumbBuf *const text)
{
  RhumbArena arena = {0};
  rhumb_buf_puts(w->out, "<title>");
  rhumb_text_escape(
      w->out, rhumb_text_clean(&arena, rhumb_buf_str(text), RHUMB_MAX_TEXT));
  rhumb_buf_puts(w->out, "</title>\n");
  rhumb_arena_free(&arena);
  rhumb_buf_free(text);
}

static void
open_link(Writer *const w, const RhumbStr link)
{
  RhumbBuf url = {0};
  if (rhumb_text_url(&url, link)) {
    rhumb_buf_puts(w->out, "<a xlink:href=\"");
    rhumb_text_escape(w->out, rhumb_buf_str(&url));
    rhumb_buf_puts(w->out, "\" target=\"_top\">\n");
    w->link_is_open = true;
  }
  rhumb_buf_free(&url);
}

/// Enter the group that `line` opens
static void
enter(Writer *const w, const RhumbStr line)
{
  const RhumbStr id = attribute(line, "id=\"");
  const RhumbMap *const map = w->map;
  ++w->depth;
  w->kind = (char)(id.len ? id.data[0] : '\0');
  w->number = number_of(id, w->kind);
  const size_t most = w->kind == 'n'   ? map->n_nodes
                      : w->kind == 'c' ? map->n_clusters
                                       : map->n_edges;
  w->number = w->number <= most ? w->number : 0;
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
  size_t i = 0;
  if (has_halo && rhumb_str_starts(line, text)) {
    rhumb_buf_puts(out, HALO);
    i = text.len;
  }
  while (i < line.len) {
    const RhumbStr rest = rhumb_str_slice(line, i, line.len);
    if (rhumb_str_starts(rest, font)) {
      rhumb_buf_puts(out, FONT_OUT);
      i += font.len;
    } else {
      rhumb_buf_putc(out, line.data[i++]);
    }
  }
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
skip_comment(Lines *const lines, RhumbStr line)
{
  while (!rhumb_str_ends(line, RHUMB_STR("-->")) && next_line(lines, &line)) {
  }
}

/// Collect what is drawn of edges behind their first halves
static void
collect_parts(Writer *const w, const RhumbStr drawing)
{
  Lines lines = {drawing, 0};
  RhumbStr line = {0};
  while (next_line(&lines, &line)) {
    if (starts(line, "<!--")) {
      skip_comment(&lines, line);
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
put_drawing(Writer *const w, const RhumbStr drawing)
{
  Lines lines = {drawing, 0};
  RhumbStr line = {0};
  bool is_inside = false;
  while (next_line(&lines, &line)) {
    if (starts(line, "<!--")) {
      skip_comment(&lines, line);
    } else if (starts(line, "<svg")) {
      RhumbStr second = {0};
      (void)next_line(&lines, &second);
      put_root(w, line, second);
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
