// SPDX-License-Identifier: ISC

/// @file fuzz_jsonpath.c  JSONPath and its regular expressions. The first line
/// is a path; what stands behind it is the JSON, if it is JSON. Holds:
///
/// - a path that is refused says so once;
/// - one of RFC 9535 means the same to whoever takes what older files have;
/// - written strictly, one of these is a path of the RFC that finds the same;
/// - one that is singular finds one node at the most;
/// - a pattern that matches all of a text is found in it, alternatives and
///   groups add nothing, and what is no I-Regexp matches nothing.

#include "base/utf8.h"
#include "fuzz.h"
#include "source/json/jsonpath.h"
#include "source/json/jsonpath_regex.h"

#define DOCUMENT                                                             \
  "{\"a\":[1,2.5,\"x\",null,true,{\"b\":\"yes\",\"c\":[-1e2,\"\"]}],"        \
  "\"b\":{\"a\":{\"a\":\"\\u00e9\"},\"Country Code\":\"BE\",\"d\":[[[]]]},"  \
  "\"l\":[{\"k\":\"a\",\"v\":1},{\"k\":\"b\",\"v\":2},{\"k\":\"ab\"}],\"\":" \
  "0,\"$\":\"$\",\"x.y\":false}"

static const RhumbLoc here = {NULL, 1, 1, 0};

typedef struct {
  RhumbArena arena;
  RhumbJson json;
  RhumbJsonPathRun *run;
  RhumbJsonPathRun *other;
  RhumbRegexCache *patterns;
} Scratch;

static const RhumbJsonPath *
compile(Scratch *const scratch, const RhumbStr text, const RhumbProfile profile)
{
  FuzzHeard heard = {0};
  const RhumbDiag diag = fuzz_diag(&heard);
  const RhumbJsonPath *path = NULL;
  const RhumbStatus status = rhumb_jsonpath_compile(
      &path, &scratch->arena, text, profile, here, &diag);
  HOLDS(heard.errors == (status != RHUMB_OK));
  HOLDS((status == RHUMB_OK) == (path != NULL));
  return path;
}

/// Run a path; false if it takes too long
static bool
evaluate(Scratch *const scratch,
         RhumbJsonPathRun *const run,
         const RhumbJsonPath *const path,
         RhumbJsonNodes *const out)
{
  FuzzHeard heard = {0};
  const RhumbDiag diag = fuzz_diag(&heard);
  const RhumbStatus status =
      rhumb_jsonpath_evaluate(out, run, path, &scratch->json, 0, here, &diag);
  HOLDS(heard.errors == (status != RHUMB_OK));
  for (size_t i = 0; status == RHUMB_OK && i < out->count; ++i) {
    HOLDS(out->nodes[i] < scratch->json.count);
  }
  return status == RHUMB_OK;
}

/// Hold that two paths find the same nodes
static void
check_same(Scratch *const scratch,
           const RhumbJsonPath *const a,
           const RhumbJsonPath *const b)
{
  RhumbJsonNodes of_a = {0};
  RhumbJsonNodes of_b = {0};
  if (!evaluate(scratch, scratch->run, a, &of_a)) {
    return;
  }
  HOLDS(evaluate(scratch, scratch->other, b, &of_b));
  HOLDS(of_a.count == of_b.count);
  HOLDS(!of_a.count ||
        memcmp(of_a.nodes, of_b.nodes, of_a.count * sizeof(of_a.nodes[0])) ==
            0);
  if (rhumb_jsonpath_is_singular(a)) {
    HOLDS(of_a.count <= 1);
    const uint32_t found = rhumb_jsonpath_find(a, &scratch->json, 0);
    HOLDS(found == (of_a.count ? of_a.nodes[0] : RHUMB_JSON_NONE));
  }
}

static void
check_path(Scratch *const scratch, const RhumbStr text)
{
  RhumbJsonStream stream = {0};
  RhumbStr name = {0};
  const RhumbJsonPath *const core = compile(scratch, text, RHUMB_CORE);
  const RhumbJsonPath *const classic = compile(scratch, text, RHUMB_CLASSIC);
  HOLDS(classic || !core);
  if (!classic) {
    return;
  }
  if (core) {
    check_same(scratch, core, classic);
  }
  RhumbBuf strict = {0};
  rhumb_jsonpath_put_strict(&strict, text);
  const RhumbJsonPath *const again =
      compile(scratch, rhumb_buf_keep(&strict, &scratch->arena), RHUMB_CORE);
  HOLDS(again);
  check_same(scratch, again, classic);
  HOLDS(rhumb_jsonpath_is_name(again, &name) ==
        rhumb_jsonpath_is_name(classic, &name));
  (void)rhumb_jsonpath_is_stream(classic, &scratch->arena, &stream);
}

static RhumbRegexAnswer
match(const Scratch *const scratch,
      const RhumbStr pattern,
      const RhumbStr text,
      const bool anywhere)
{
  const RhumbRegexAnswer answer =
      rhumb_regex_match(scratch->patterns, pattern, text, anywhere);
  HOLDS(answer == RHUMB_REGEX_NO || rhumb_regex_is_valid(pattern));
  return answer;
}

/// Hold that `pattern` between `before` and `behind` answers the same
static void
check_around(Scratch *const scratch,
             const char *const before,
             const RhumbStr pattern,
             const char *const behind,
             const RhumbStr text)
{
  const RhumbStr open =
      rhumb_str_join(&scratch->arena, rhumb_str(before), pattern);
  const RhumbStr around =
      rhumb_str_join(&scratch->arena, open, rhumb_str(behind));
  const RhumbRegexAnswer plain = match(scratch, pattern, text, false);
  const RhumbRegexAnswer other = match(scratch, around, text, false);
  HOLDS(plain == other || plain > RHUMB_REGEX_YES || other > RHUMB_REGEX_YES);
}

static void
check_pattern(Scratch *const scratch,
              const RhumbStr pattern,
              const RhumbStr text)
{
  char why[RHUMB_REGEX_WHY];
  if (!rhumb_regex_is_valid(pattern)) {
    HOLDS(match(scratch, pattern, text, true) == RHUMB_REGEX_NO);
    return;
  }
  if (rhumb_regex_refuses(pattern, why)) {
    HOLDS(why[0]);
    HOLDS(match(scratch, pattern, text, false) == RHUMB_REGEX_REFUSED);
    return;
  }
  const RhumbRegexAnswer whole = match(scratch, pattern, text, false);
  const RhumbRegexAnswer part = match(scratch, pattern, text, true);
  HOLDS(whole != RHUMB_REGEX_YES || part != RHUMB_REGEX_NO);
  check_around(scratch, "(", pattern, ")", text);
  if (!rhumb_str_is(text, "\n\n\t")) { // Which alternatives would match
    check_around(scratch, "\\n\\n\\t|", pattern, "|\\n\\n\\t", text);
  }
}

/// True for a path that asks for each node below every node, again and again:
/// what bounds its steps is tried by test_jsonpath.c
static bool
is_long(const RhumbStr path)
{
  enum { MAX_MANY = 6 };
  size_t many = 0;
  for (size_t at = 0; at + 1 < path.len; ++at) {
    many += path.data[at] == '*' || path.data[at] == '?';
    many += path.data[at] == '.' && path.data[at + 1] == '.' ? 3 : 0;
  }
  return many > MAX_MANY;
}

int
LLVMFuzzerTestOneInput(const uint8_t *const data, const size_t size)
{
  static Scratch scratch;
  const RhumbDiag silence = {0};
  RhumbStr rest = fuzz_text(data, size);
  const RhumbStr path = rhumb_str_cut(&rest, '\n');
  if (!rhumb_utf8_valid(fuzz_text(data, size), NULL) || is_long(path)) {
    return 0;
  }
  rhumb_arena_reset(&scratch.arena);
  scratch.run = rhumb_jsonpath_run_new();
  scratch.other = rhumb_jsonpath_run_new();
  scratch.patterns = rhumb_regex_cache_new();
  RhumbText text = {"fuzz.json", rest};
  if (rhumb_json_read(&scratch.json, &text, &silence) != RHUMB_OK) {
    rhumb_json_free(&scratch.json);
    text.text = RHUMB_STR(DOCUMENT);
    HOLDS(rhumb_json_read(&scratch.json, &text, &silence) == RHUMB_OK);
  }
  check_path(&scratch, path);
  check_pattern(&scratch, path, rest);
  rhumb_json_free(&scratch.json);
  rhumb_regex_cache_free(scratch.patterns);
  rhumb_jsonpath_run_free(scratch.run);
  rhumb_jsonpath_run_free(scratch.other);
  return 0;
}
