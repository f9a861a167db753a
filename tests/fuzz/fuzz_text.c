// SPDX-License-Identifier: ISC

/// @file fuzz_text.c  One text wherever rules in YARRRML may have one: as each
/// kind of term, with its short forms, as a function on one line, a datatype or
/// a language, a source, a target, a condition. Holds:
///
/// - who refuses it says why, at a place of the text, and who takes it says no
///   error;
/// - what is read of it is in its normal form.

#include "fuzz.h"
#include "yarrrml/yarrrml_impl.h"

typedef struct {
  RhumbYarrrml reader;
  FuzzHeard heard;
} Reading;

/// Hold that `status` is what has been reported, and forget the reports
static bool
is_ok(Reading *const reading, const RhumbStatus status)
{
  HOLDS((status == RHUMB_OK) == (reading->heard.errors == 0));
  HOLDS(reading->heard.placed == reading->heard.errors);
  reading->heard = (FuzzHeard){0};
  reading->reader.yaml.prefixes->missing.count = 0; // Said once of each
  return status == RHUMB_OK;
}

/// Hold what model/normal.h says of a term map
static void
check_normal(const RhumbTermMap *const map)
{
  const RhumbExpressionKind kind = map->value.kind;
  HOLDS(map->type != RHUMB_TYPE_NONE ||
        map->value.constant.kind == RHUMB_TERM_NONE); // Nothing was written
  HOLDS(map->datatype.kind == RHUMB_EXPRESSION_NONE ||
        map->language.kind == RHUMB_EXPRESSION_NONE);
  HOLDS(map->type == RHUMB_TYPE_LITERAL ||
        (map->datatype.kind == RHUMB_EXPRESSION_NONE &&
         map->language.kind == RHUMB_EXPRESSION_NONE));
  HOLDS(kind != RHUMB_EXPRESSION_TEMPLATE || map->value.text.count > 0);
}

static void
read_terms(Reading *const reading, const RhumbYaml *const node)
{
  for (unsigned position = 0; position <= RHUMB_AT_ARGUMENT; ++position) {
    RhumbTermMap map = {0};
    if (is_ok(reading,
              rhumb_read_term(&reading->reader,
                              node,
                              (RhumbPosition)position,
                              RHUMB_TYPE_NONE,
                              &map)) &&
        is_ok(reading,
              rhumb_term_map_settle(
                  &map, (RhumbPosition)position, reading->reader.yaml.diag))) {
      check_normal(&map);
    }
  }
}

static void
read_others(Reading *const reading, const RhumbYaml *const node)
{
  RhumbYarrrml *const reader = &reading->reader;
  RhumbTermMap map = {0};
  RhumbObjectMap object = {0};
  RhumbTargets targets = {0};
  RhumbSourceList sources = {0};
  const RhumbFunction *function = NULL;
  RhumbExpression expression = {0};
  (void)is_ok(reading, rhumb_read_suffix(reader, node, &map));
  (void)is_ok(reading, rhumb_read_datatype(reader, node, &map));
  (void)is_ok(reading, rhumb_read_language(reader, node, &map));
  (void)is_ok(reading,
              rhumb_read_function(reader, node, RHUMB_TERM_LITERAL, &function));
  (void)is_ok(reading, rhumb_read_conditions(reader, node, &function));
  (void)is_ok(reading, rhumb_read_joins(reader, node, &object));
  (void)is_ok(reading, rhumb_read_sources(reader, node, &sources));
  (void)is_ok(reading, rhumb_read_targets(reader, node, &targets));
  (void)is_ok(reading,
              rhumb_read_expression(reader,
                                    rhumb_span_of(&reader->yaml, node),
                                    RHUMB_TERM_IRI,
                                    &expression));
}

/// Return the text as a scalar of YAML in quotes, as rules have it; NULL: YAML
/// cannot have it
static const RhumbYaml *
read_quoted(RhumbText *const text, RhumbArena *const arena, RhumbStr rest)
{
  static RhumbBuf quoted;
  const RhumbDiag silence = {0};
  const RhumbYaml *node = NULL;
  quoted.len = 0;
  rhumb_buf_putc(&quoted, '\'');
  while (rest.len) {
    const bool is_quote = rhumb_str_has(rest, '\'');
    rhumb_buf_put(&quoted, rhumb_str_cut(&rest, '\''));
    rhumb_buf_puts(&quoted, is_quote ? "''" : "");
  }
  rhumb_buf_putc(&quoted, '\'');
  text->text = rhumb_buf_str(&quoted);
  return rhumb_yaml_read(&node, arena, text, &silence) == RHUMB_OK ? node
                                                                   : NULL;
}

int
LLVMFuzzerTestOneInput(const uint8_t *const data, const size_t size)
{
  static RhumbArena arena;
  const RhumbRulesOptions options = {0};
  rhumb_arena_reset(&arena);
  RhumbText text = {"fuzz.yml", {NULL, 0}};
  const RhumbYaml *const node =
      read_quoted(&text, &arena, fuzz_text(data, size));
  if (!node || node->kind != RHUMB_YAML_SCALAR) {
    return 0;
  }
  Reading reading = {{0}, {0}};
  RhumbMapping mapping = {.prefixes = {.arena = &arena}};
  const RhumbDiag diag = fuzz_diag(&reading.heard);
  RhumbYarrrml *const reader = &reading.reader;
  *reader = (RhumbYarrrml){.mapping = &mapping,
                           .options = &options,
                           .sources = {.what = "source"},
                           .targets = {.what = "target"},
                           .mappings = {.what = "mapping"}};
  reader->yaml = (RhumbYamlContext){.arena = &arena,
                                    .diag = &diag,
                                    .externals = &reader->externals,
                                    .prefixes = &mapping.prefixes};
  (void)rhumb_prefixes_add(&mapping.prefixes,
                           RHUMB_STR("ex"),
                           RHUMB_STR("http://ex.org/"),
                           (RhumbLoc){0});
  read_terms(&reading, node);
  read_others(&reading, node);
  free(reader->externals.items);
  free(reader->externals.strangers.items);
  rhumb_table_free(&reader->sources.table);
  rhumb_table_free(&reader->targets.table);
  rhumb_table_free(&reader->mappings.table);
  return 0;
}
