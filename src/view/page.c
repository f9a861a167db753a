// SPDX-License-Identifier: ISC

/// @file page.c  The page of HTML: the map, and tables that say the same.

#include "view/page.h"

#include "view/svg.h"
#include "view/text.h"

static const char *const style =
    "body{font:16px/1.5 'DejaVu Sans',Verdana,sans-serif;margin:2rem auto;"
    "max-width:90rem;padding:0 1rem;color:#111827;background:#fff}\n"
    "h1{font-size:1.6rem;line-height:1.25}h2{font-size:1.2rem;"
    "margin-top:2.5rem}\n"
    "figure{margin:1.5rem 0;overflow:auto}figure svg{display:block}\n"
    "table{border-collapse:collapse;width:100%;font-size:.9rem}\n"
    "caption{text-align:left;color:#4b5563;padding-bottom:.5rem}\n"
    "th,td{text-align:start;vertical-align:top;padding:.45rem .6rem;"
    "border-bottom:1px solid #d1d5db}tbody th,td{overflow-wrap:anywhere}\n"
    "thead th{background:#f3f4f6;white-space:nowrap}tbody th{font-weight:600}\n"
    "a{color:#1d4ed8}.number{text-align:end}.note{color:#4b5563}\n"
    "ul{margin:0;padding-inline-start:1.1rem}\n"
    ".key{display:inline-block;width:1.6em;height:1em;border:2px solid;"
    "border-radius:3px;vertical-align:-.15em;margin-inline-end:.4em}\n";

/// Data in an element of its own: its direction is its own, too
static void
put_data(RhumbBuf *const out,
         const char *const tag,
         const RhumbStr text,
         const RhumbStr language)
{
  rhumb_buf_format(out, "<%s dir=\"auto\"", tag);
  if (language.len) {
    rhumb_buf_puts(out, " lang=\"");
    rhumb_text_escape(out, language);
    rhumb_buf_puts(out, "\"");
  }
  rhumb_buf_puts(out, ">");
  rhumb_text_escape(out, text);
  const size_t name = strcspn(tag, " ");
  rhumb_buf_format(out, "</%.*s>", (int)name, tag);
}

static void
put_number(RhumbBuf *const out, const size_t number)
{
  rhumb_buf_format(out, "<td class=\"number\">%zu</td>", number);
}

static void
put_facts(RhumbBuf *const out,
          const RhumbFacts *const facts,
          const bool sources)
{
  rhumb_buf_puts(out, "<td>");
  bool is_open = false;
  for (size_t i = 0; i < facts->count; ++i) {
    const RhumbFact *const fact = &facts->items[i];
    if (fact->is_source != sources) {
      continue;
    }
    rhumb_buf_puts(out, is_open ? "<li>" : "<ul><li>");
    is_open = true;
    if (!sources) {
      rhumb_text_escape(out, fact->name);
      rhumb_buf_puts(out, ": ");
    }
    put_data(out, "span", fact->value, fact->language);
    if (fact->count > 1) {
      rhumb_buf_format(out, " (\u00D7%u)", fact->count);
    }
    rhumb_buf_puts(out, "</li>");
  }
  if (facts->more && !sources) {
    rhumb_buf_puts(out, is_open ? "<li>" : "<ul><li>");
    is_open = true;
    rhumb_text_count(out, facts->more, "more", "more");
    rhumb_buf_puts(out, "</li>");
  }
  rhumb_buf_puts(out, is_open ? "</ul></td>" : "</td>");
}

static void
put_address(RhumbBuf *const out, const RhumbStr address)
{
  const bool is_link = rhumb_text_is_link(address);
  if (is_link) {
    rhumb_buf_puts(out, "<a href=\"");
    rhumb_text_put_link(out, address);
    rhumb_buf_puts(out, "\">");
  }
  rhumb_text_escape(out, address);
  rhumb_buf_puts(out, is_link ? "</a>" : "");
}

static void
put_nodes(RhumbBuf *const out, const RhumbMap *const map)
{
  rhumb_buf_puts(
      out,
      "<h2 id=\"nodes\">Nodes</h2>\n<table>\n<caption>What the map shows, "
      "in the order of the identifiers.</caption>\n<thead><tr>"
      "<th scope=\"col\">Name</th><th scope=\"col\">Kind</th>"
      "<th scope=\"col\">Group</th><th scope=\"col\">Identifier</th>"
      "<th scope=\"col\">Details</th></tr></thead>\n<tbody>\n");
  for (size_t i = 0; i < map->n_nodes; ++i) {
    const RhumbMapNode *const node = &map->nodes[i];
    rhumb_buf_format(out, "<tr id=\"node-%zu\">", i + 1);
    put_data(out, "th scope=\"row\"", node->label, node->language);
    put_data(out, "td", node->kind, RHUMB_STR(""));
    put_data(out,
             "td",
             node->cluster == RHUMB_NO_CLUSTER ? RHUMB_STR("")
                                               : map->clusters[node->cluster],
             RHUMB_STR(""));
    rhumb_buf_puts(out, "<td>");
    put_address(out, node->iri);
    if (node->link.len && !rhumb_str_equal(node->link, node->iri)) {
      rhumb_buf_puts(out, node->iri.len ? "<br>" : "");
      put_address(out, node->link);
    }
    rhumb_buf_puts(out, "</td>");
    put_facts(out, &node->facts, false);
    rhumb_buf_puts(out, "</tr>\n");
  }
  rhumb_buf_puts(out, "</tbody>\n</table>\n");
}

static void
put_end(RhumbBuf *const out, const RhumbMap *const map, const uint32_t node)
{
  rhumb_buf_format(out, "<td><a href=\"#node-%u\">", node + 1);
  put_data(out, "span", map->nodes[node].label, map->nodes[node].language);
  rhumb_buf_puts(out, "</a></td>");
}

static void
put_edges(RhumbBuf *const out, const RhumbMap *const map)
{
  rhumb_buf_puts(
      out,
      "<h2 id=\"relations\">Relations</h2>\n<table>\n<caption>Each row is an "
      "arrow of the map; the count says how often it was stated.</caption>\n"
      "<thead><tr><th scope=\"col\">From</th><th scope=\"col\">Relation</th>"
      "<th scope=\"col\">To</th><th scope=\"col\" class=\"number\">Count</th>"
      "<th scope=\"col\">Details</th><th scope=\"col\">Sources</th></tr>"
      "</thead>\n<tbody>\n");
  for (size_t i = 0; i < map->n_edges; ++i) {
    const RhumbMapEdge *const edge = &map->edges[i];
    rhumb_buf_puts(out, "<tr>");
    put_end(out, map, edge->from);
    put_data(out, "td", edge->label, RHUMB_STR(""));
    put_end(out, map, edge->to);
    put_number(out, edge->count);
    put_facts(out, &edge->facts, false);
    put_facts(out, &edge->facts, true);
    rhumb_buf_puts(out, "</tr>\n");
  }
  rhumb_buf_puts(out, "</tbody>\n</table>\n");
}

static const char *
arrow_words(const char *const arrow)
{
  return !arrow || strcmp(arrow, "forward") == 0 ? " arrow"
         : strcmp(arrow, "back") == 0            ? " arrow, pointing back"
         : strcmp(arrow, "both") == 0            ? " arrow, pointing both ways"
                                                 : " line";
}

static void
put_legend(RhumbBuf *const out, const RhumbMap *const map)
{
  if (!map->n_legend) {
    return;
  }
  rhumb_buf_puts(
      out,
      "<h2 id=\"legend\">Legend</h2>\n<table>\n<caption>How to tell kinds "
      "apart.</caption>\n<thead><tr><th scope=\"col\">Kind</th>"
      "<th scope=\"col\">Drawn as</th><th scope=\"col\" class=\"number\">In "
      "the map</th></tr></thead>\n<tbody>\n");
  for (size_t i = 0; i < map->n_legend; ++i) {
    const RhumbLegend *const entry = &map->legend[i];
    const RhumbAttrs *const attrs = &entry->attrs;
    rhumb_buf_puts(out, "<tr>");
    put_data(out, "th scope=\"row\"", entry->label, RHUMB_STR(""));
    rhumb_buf_format(
        out,
        "<td><span class=\"key\" style=\"border-color:%s;background:%s\">"
        "</span>%s%s%s</td>",
        attrs->color,
        attrs->fill ? attrs->fill : attrs->color,
        entry->is_edge ? (attrs->style ? attrs->style : "solid") : attrs->shape,
        entry->is_edge || !attrs->style ? "" : ", ",
        entry->is_edge ? arrow_words(attrs->arrow)
        : attrs->style ? attrs->style
                       : "");
    put_number(out, entry->count);
    rhumb_buf_puts(out, "</tr>\n");
  }
  rhumb_buf_puts(out, "</tbody>\n</table>\n");
  if (map->more_classes + map->more_properties) {
    RhumbBuf more = {0};
    rhumb_map_put_more(&more, map);
    put_data(out, "p", rhumb_buf_str(&more), RHUMB_STR(""));
    rhumb_buf_free(&more);
  }
}

void
rhumb_page_put(RhumbBuf *const out,
               const RhumbMap *const map,
               const RhumbStr drawing)
{
  rhumb_buf_puts(
      out,
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, "
      "initial-scale=1\">\n<title>");
  rhumb_text_escape(out, map->title);
  rhumb_buf_puts(out, "</title>\n<style>\n");
  rhumb_buf_puts(out, style);
  rhumb_buf_puts(out, "</style>\n</head>\n<body>\n<main>\n");
  put_data(out, "h1", map->title, RHUMB_STR(""));
  rhumb_buf_puts(out, "\n");
  if (map->description.len) {
    put_data(out, "p", map->description, RHUMB_STR(""));
  }
  rhumb_buf_puts(out, "<p class=\"note\">");
  if (!map->is_untitled) {
    rhumb_text_escape(out, map->summary);
    rhumb_buf_puts(out, ". ");
  }
  rhumb_text_escape(out, map->note);
  rhumb_buf_puts(
      out,
      " The same content stands below as tables: "
      "<a href=\"#nodes\">nodes</a>, <a href=\"#relations\">relations</a>."
      "</p>\n<figure>\n");
  rhumb_svg_put(out, map, drawing, true);
  rhumb_buf_puts(out, "</figure>\n");
  put_legend(out, map);
  put_nodes(out, map);
  put_edges(out, map);
  rhumb_buf_puts(out, "</main>\n</body>\n</html>\n");
}
