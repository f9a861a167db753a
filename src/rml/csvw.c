// SPDX-License-Identifier: ISC

/// @file csvw.c  What CSVW says of a CSV file and its dialect: read, or refused
/// where it stands.

#include "rml/rml_impl.h"

#include "base/near.h"

// clang-format off
/// What CSVW says of dialects that only the usual is read of
typedef struct {
  const char *property, *text;
} Usual;

static const Usual csvw_usual[] = {
  {RHUMB_CSVW "commentPrefix",    ""},      {RHUMB_CSVW "skipRows",       "0"},
  {RHUMB_CSVW "skipColumns",      "0"},     {RHUMB_CSVW "skipBlankRows",  "false"},
  {RHUMB_CSVW "skipInitialSpace", "false"}, {RHUMB_CSVW "doubleQuote",    "true"},
  {RHUMB_CSVW "trim",             "false"},
};

/// What else CSVW says of tables and of files, ended by NULL: a dialect first
static const char *const csvw_words[] = {
  "url",            "dialect",     "null",
  "delimiter",      "quoteChar",   "encoding",
  "header",         "commentPrefix",
  "headerRowCount", "skipRows",    "skipColumns",
  "skipBlankRows",  "trim",        "doubleQuote",
  "skipInitialSpace", "lineTerminators", NULL
};

/// What it says of tables, which says nothing of how they are read
static const char *const csvw_unread[] = {
  "tableSchema",    "table",       "notes",
  "tableDirection", "suppressOutput",
  "transformations", "aboutUrl",   "propertyUrl",
  "valueUrl",       "datatype",    "default",
  "lang",           "ordered",     "required",
  "separator",      "textDirection", "name",
  "title",          NULL
};

// clang-format on

/// Add a text, or those of a list; one that bites its tail ends where it began
void
rhumb_rml_texts_read(RhumbRml *const rml,
                     RhumbRmlTexts *const out,
                     const RhumbRmlStatement *const said)
{
  RhumbArena *const arena = rml->arena;
  const RhumbRmlNode *node = said->object;
  if (node->term.kind == RHUMB_TERM_LITERAL) {
    RHUMB_PUSH_IN(arena, out, node->term.text);
    return;
  }
  bool is_texts = true;
  const RhumbRmlStatement *first = rhumb_rml_find(node, RHUMB_RDF "first");
  for (size_t n = 0; first && n < rml->graph.keys.count; ++n) {
    const RhumbRmlStatement *const rest =
        rhumb_rml_find(node, RHUMB_RDF "rest");
    is_texts = is_texts && first->object->term.kind == RHUMB_TERM_LITERAL;
    RHUMB_PUSH_IN(arena, out, first->object->term.text);
    node = rest && rest->object != said->object ? rest->object : NULL;
    first = node ? rhumb_rml_find(node, RHUMB_RDF "first") : NULL;
  }
  if (!is_texts || (node && !rhumb_str_is(node->term.text, RHUMB_RDF "nil"))) {
    RHUMB_RML_FAIL(rml,
                   said->object_loc,
                   "%.*s needs a text, or a list of texts",
                   RHUMB_FMT(rhumb_rml_show(rml, said->iri)));
  }
}

/// Return a boolean's text as it is usually written, any other as it is
static RhumbStr
plain_boolean(const RhumbTerm *const value)
{
  const bool is_boolean = rhumb_str_is(value->datatype, RHUMB_XSD "boolean");
  return is_boolean && rhumb_str_is(value->text, "0")   ? RHUMB_STR("false")
         : is_boolean && rhumb_str_is(value->text, "1") ? RHUMB_STR("true")
                                                        : value->text;
}

/// Report a value of CSVW that is not `wanted`
static void
refuse_value(RhumbRml *const rml,
             const RhumbRmlStatement *const said,
             const char *const wanted)
{
  RHUMB_RML_UNSUPPORTED(rml,
                        said->object_loc,
                        "%.*s other than %s is not supported",
                        RHUMB_FMT(rhumb_rml_show(rml, said->iri)),
                        wanted);
}

/// Report a property of CSVW that is none, or that says nothing here
static void
check_word(RhumbRml *const rml, const RhumbRmlStatement *const said)
{
  const RhumbStr space = RHUMB_STR(RHUMB_CSVW);
  const RhumbStr name = rhumb_str_from(said->iri, space.len);
  const RhumbStr shown = rhumb_rml_show(rml, said->iri);
  if (!rhumb_str_starts(said->iri, space) || rhumb_word(csvw_words, name)) {
    return;
  }
  if (rhumb_word(csvw_unread, name)) {
    rhumb_warn(rml->diag,
               RHUMB_WARNING,
               said->loc,
               "%.*s is not read: it does not change the rows",
               RHUMB_FMT(shown));
    return;
  }
  const char *const near = rhumb_near(name, csvw_words);
  const RhumbStr whole =
      rhumb_str_format(rml->arena, RHUMB_CSVW "%s", near ? near : "");
  rhumb_rml_keep(rml,
                 rhumb_fail_near(rml->diag,
                                 RHUMB_ERR_REFERENCE,
                                 said->loc,
                                 near ? rhumb_rml_show(rml, whole).data : NULL,
                                 "%.*s is no property of a table or dialect",
                                 RHUMB_FMT(shown)));
}

static void
check_usual(RhumbRml *const rml, const RhumbRmlStatement *const said)
{
  const Usual *const usual = RHUMB_ROW(csvw_usual, said->iri);
  check_word(rml, said);
  if (usual && !rhumb_str_is(plain_boolean(&said->object->term), usual->text)) {
    refuse_value(
        rml, said, rhumb_str_format(rml->arena, "\"%s\"", usual->text).data);
  }
}

/// A header is one row, or none
static void
read_header(RhumbRml *const rml,
            RhumbSourceSpec *const spec,
            const RhumbRmlStatement *const said)
{
  const bool is_count = rhumb_str_is(said->name, RHUMB_CSVW "headerRowCount");
  const RhumbStr text = said->object->term.text;
  const bool is_one = rhumb_str_is(text, "1");
  const bool is_none = rhumb_str_is(text, "0");
  if (is_one || is_none ||
      (!is_count &&
       (rhumb_str_is(text, "true") || rhumb_str_is(text, "false")))) {
    spec->no_header = is_none || rhumb_str_is(text, "false");
  } else {
    refuse_value(rml, said, is_count ? "0 and 1" : "true and false");
  }
}

/// All ends of lines that CSV usually has are read, whichever are said
static void
check_line_ends(RhumbRml *const rml, const RhumbRmlStatement *const said)
{
  RhumbRmlTexts ends = {0};
  rhumb_rml_texts_read(rml, &ends, said);
  for (size_t i = 0; i < ends.count; ++i) {
    const RhumbStr text = ends.items[i];
    if (!rhumb_str_is(text, "\n") && !rhumb_str_is(text, "\r\n") &&
        !rhumb_str_is(text, "\r")) {
      refuse_value(rml, said, "\"\\n\", \"\\r\\n\" and \"\\r\"");
      return;
    }
  }
}

void
rhumb_rml_csvw_read(RhumbRml *const rml,
                    RhumbSourceSpec *const spec,
                    const RhumbRmlStatement *const said)
{
  if (rhumb_str_is(said->name, RHUMB_CSVW "header") ||
      rhumb_str_is(said->name, RHUMB_CSVW "headerRowCount")) {
    read_header(rml, spec, said);
  } else if (rhumb_str_is(said->name, RHUMB_CSVW "lineTerminators")) {
    check_line_ends(rml, said);
  } else {
    check_usual(rml, said);
  }
}
