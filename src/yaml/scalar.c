// SPDX-License-Identifier: ISC

/// @file scalar.c  What scalars stand for, by the core schema of YAML 1.2.

#include "base/near.h"
#include "yaml/tree_impl.h"

static bool
is_in(const char c, const char *const set)
{
  return c && strchr(set, c);
}

static size_t
digits(const RhumbStr text, size_t at, const char *const set)
{
  while (at < text.len && is_in(text.data[at], set)) {
    ++at;
  }
  return at;
}

static bool
is_integer(const RhumbStr text)
{
  static const char hex[] = "0123456789abcdefABCDEF";
  if (rhumb_str_starts(text, RHUMB_STR("0x"))) {
    return text.len > 2 && digits(text, 2, hex) == text.len;
  }
  if (rhumb_str_starts(text, RHUMB_STR("0o"))) {
    return text.len > 2 && digits(text, 2, "01234567") == text.len;
  }
  const size_t sign = text.len && is_in(text.data[0], "+-") ? 1 : 0;
  return text.len > sign && digits(text, sign, "0123456789") == text.len;
}

/// A number with a fraction or an exponent, an infinity or not a number
static bool
is_float(const RhumbStr text)
{
  static const char *const special[] = {".inf", ".Inf", ".INF", NULL};
  static const char *const none[] = {".nan", ".NaN", ".NAN", NULL};
  const size_t sign = text.len && is_in(text.data[0], "+-") ? 1 : 0;
  if (rhumb_word(special, rhumb_str_slice(text, sign, text.len)) ||
      rhumb_word(none, text)) {
    return true;
  }

  size_t at = digits(text, sign, "0123456789");
  size_t n_digits = at - sign;
  if (at < text.len && text.data[at] == '.') {
    const size_t fraction = at + 1;
    at = digits(text, fraction, "0123456789");
    n_digits += at - fraction;
  }
  if (n_digits && at < text.len && (text.data[at] | 0x20) == 'e') {
    ++at;
    at += at < text.len && is_in(text.data[at], "+-") ? 1 : 0;
    const size_t exponent = at;
    at = digits(text, at, "0123456789");
    n_digits = at - exponent;
  }
  return n_digits && at == text.len;
}

RhumbYamlTag
rhumb_yaml_resolve(const RhumbStr text)
{
  static const char *const nulls[] = {"", "~", "null", "Null", "NULL", NULL};
  static const char *const booleans[] = {
      "true", "True", "TRUE", "false", "False", "FALSE", NULL};
  return rhumb_word(nulls, text)      ? RHUMB_YAML_NULL
         : rhumb_word(booleans, text) ? RHUMB_YAML_BOOLEAN
         : is_integer(text)           ? RHUMB_YAML_INTEGER
         : is_float(text)             ? RHUMB_YAML_FLOAT
                                      : RHUMB_YAML_STRING;
}

const char *
rhumb_yaml_kind_name(const RhumbYaml *const node)
{
  static const char *const scalars[] = {
      [RHUMB_YAML_STRING] = "a string",
      [RHUMB_YAML_NULL] = "nothing",
      [RHUMB_YAML_BOOLEAN] = "a boolean",
      [RHUMB_YAML_INTEGER] = "a number",
      [RHUMB_YAML_FLOAT] = "a number",
  };
  return node->kind == RHUMB_YAML_MAP    ? "a map"
         : node->kind == RHUMB_YAML_LIST ? "a list"
                                         : scalars[node->tag];
}
