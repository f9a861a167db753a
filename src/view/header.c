// SPDX-License-Identifier: ISC

/// @file header.c  Title, legend and notes of a map as an HTML-like label.

#include "view/header.h"

#include "view/palette.h"
#include "view/text.h"

#include <math.h>

#define LEGEND_WIDTH 120 ///< Columns of text in a row of the legend
#define TITLE_WIDTH  70
#define NOTE_WIDTH   110
#define LARGE_MAP    80 ///< Nodes; beyond, the header grows with the picture

/// Text in an HTML-like label; there too, backslashes are escapes
static void
put_html(RhumbBuf *const out, const RhumbStr text)
{
  for (size_t i = 0; i < text.len; ++i) {
    const char c = text.data[i];
    if (c == '\\') {
      rhumb_buf_puts(out, "\\\\");
    } else if (c == '\n') {
      rhumb_buf_puts(out, "<BR ALIGN=\"LEFT\"/>");
    } else {
      rhumb_text_escape(out, (RhumbStr){&c, 1});
    }
  }
}

typedef struct {
  RhumbBuf *out;
  double scale; ///< Of its fonts: what is large is looked at from afar
} Header;

static void
put_line(const Header *const h,
         const char *const open,
         const char *const close,
         const double size,
         const char *const color,
         const RhumbStr text,
         const size_t width)
{
  if (text.len) {
    RhumbBuf lines = {0};
    rhumb_text_wrap(&lines, text, width);
    rhumb_buf_putc(&lines, '\n');
    rhumb_buf_format(h->out,
                     "<TR><TD ALIGN=\"LEFT\" BALIGN=\"LEFT\"><FONT "
                     "POINT-SIZE=\"%.0f\" COLOR=\"%s\">%s",
                     size * h->scale,
                     color,
                     open);
    put_html(h->out, rhumb_buf_str(&lines));
    rhumb_buf_format(h->out, "%s</FONT></TD></TR>", close);
    rhumb_buf_free(&lines);
  }
}

static bool
is_word(const char *const word, const char *const what)
{
  return word && strcmp(word, what) == 0;
}

/// True for a line that is drawn twice as strong
static bool
is_thick(const RhumbAttrs *const attrs)
{
  return attrs->width >= 2.0 || is_word(attrs->style, "bold");
}

/// A line that looks like the edge: solid, dashed or dotted, with its arrows
static void
put_edge_sample(RhumbBuf *const out, const RhumbAttrs *const attrs)
{
  rhumb_buf_format(out,
                   "<FONT COLOR=\"%s\">%s%s%s</FONT>",
                   attrs->color,
                   rhumb_arrow_points(attrs->arrow, "back") ? "\u25C0" : "",
                   is_word(attrs->style, "dashed")   ? "\u254C\u254C"
                   : is_word(attrs->style, "dotted") ? "\u2508\u2508"
                   : is_thick(attrs)                 ? "\u2501\u2501"
                                                     : "\u2500\u2500",
                   rhumb_arrow_points(attrs->arrow, "forward") ? "\u25B6" : "");
}

/// The cell of a node's kind: as thick and dashed as its border
static void
put_node_cell(RhumbBuf *const out, const RhumbAttrs *const attrs)
{
  rhumb_buf_format(out,
                   "<TD BORDER=\"%d\" STYLE=\"ROUNDED%s\" BGCOLOR=\"%s\" "
                   "COLOR=\"%s\">",
                   is_thick(attrs) ? 2 : 1,
                   is_word(attrs->style, "dashed")   ? ",DASHED"
                   : is_word(attrs->style, "dotted") ? ",DOTTED"
                                                     : "",
                   attrs->fill,
                   attrs->color);
}

/// The sample has a width of its own: fonts differ in how wide its glyphs are
static void
put_entry(const Header *const h, const RhumbLegend *const entry)
{
  const RhumbAttrs *const attrs = &entry->attrs;
  const char *const ink =
      !entry->is_edge && attrs->font_color ? attrs->font_color : "#111827";
  const bool is_both = is_word(attrs->arrow, "both");
  const double wide = !entry->is_edge ? 17.0 : is_both ? 42.0 : 32.0;
  if (entry->is_edge) {
    rhumb_buf_puts(h->out, "<TD BORDER=\"0\">");
  } else {
    put_node_cell(h->out, attrs);
  }
  rhumb_buf_format(h->out,
                   "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" "
                   "CELLPADDING=\"0\"><TR><TD WIDTH=\"%.0f\" ALIGN=\"LEFT\">"
                   "<FONT COLOR=\"%s\">",
                   wide * h->scale,
                   ink);
  if (entry->is_edge) {
    put_edge_sample(h->out, attrs);
  } else {
    // Graphviz reads no label that has a font without a text
    const char *const glyph = rhumb_shape_glyph(attrs->shape);
    rhumb_buf_puts(h->out, glyph[0] ? glyph : "\u00A0");
  }
  rhumb_buf_format(
      h->out, "</FONT></TD><TD ALIGN=\"LEFT\"><FONT COLOR=\"%s\">", ink);
  RhumbBuf label = {0};
  rhumb_text_put_clean(&label, entry->label, 40);
  put_html(h->out, rhumb_buf_str(&label));
  rhumb_buf_free(&label);
  rhumb_buf_puts(h->out, "</FONT></TD></TR></TABLE></TD>");
}

/// Room that is left over is shared out by columns: the empty ones at the end
/// of each row keep the entries from growing
static void
put_legend(const Header *const h, const RhumbMap *const map)
{
  static const char *const row_open =
      "<TR><TD ALIGN=\"LEFT\" CELLPADDING=\"0\"><FONT POINT-SIZE=\"%.0f\">"
      "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" "
      "CELLPADDING=\"0\"><TR><TD>"
      "<TABLE BORDER=\"0\" CELLSPACING=\"5\" CELLPADDING=\"4\"><TR>";
  static const char *const row_close =
      "</TR></TABLE></TD><TD COLSPAN=\"60\"></TD>"
      "</TR></TABLE></FONT></TD></TR>";
  size_t columns = 0;
  for (size_t i = 0; i < map->n_legend; ++i) {
    const size_t wide = map->legend[i].label.len + 5;
    if (i && columns + wide > LEGEND_WIDTH) {
      rhumb_buf_puts(h->out, row_close);
      columns = 0;
    }
    if (!columns) {
      rhumb_buf_format(h->out, row_open, 11.0 * h->scale);
    }
    columns += wide;
    put_entry(h, &map->legend[i]);
  }
  if (map->n_legend) {
    rhumb_buf_puts(h->out, row_close);
  }
  RhumbBuf more = {0};
  rhumb_map_put_more(&more, map);
  put_line(h, "", "", 11.0, "#374151", rhumb_buf_str(&more), NOTE_WIDTH);
  rhumb_buf_free(&more);
}

/// What the picture holds and what it does not
static void
put_note(const Header *const h, const RhumbMap *const map)
{
  RhumbBuf note = {0};
  if (!map->is_untitled) {
    rhumb_buf_format(
        &note, "%.*s.%s", RHUMB_FMT(map->summary), map->note.len ? " " : "");
  }
  rhumb_buf_put(&note, map->note);
  put_line(h, "", "", 10.0, "#6b7280", rhumb_buf_str(&note), NOTE_WIDTH);
  rhumb_buf_free(&note);
}

void
rhumb_header_put(RhumbBuf *const out, const RhumbMap *const map)
{
  const double grown = sqrt((double)map->n_nodes / LARGE_MAP);
  const Header h = {out, grown > 1.0 ? grown : 1.0};
  rhumb_buf_puts(out,
                 "<<TABLE BORDER=\"0\" CELLBORDER=\"0\" "
                 "CELLSPACING=\"0\" CELLPADDING=\"3\">");
  put_line(&h, "<B>", "</B>", 20.0, "#111827", map->title, TITLE_WIDTH);
  put_line(&h, "", "", 12.0, "#374151", map->description, NOTE_WIDTH);
  put_legend(&h, map);
  put_note(&h, map);
  rhumb_buf_puts(out, "<TR><TD HEIGHT=\"10\"></TD></TR></TABLE>>");
}
