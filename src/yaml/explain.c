// SPDX-License-Identifier: ISC

/// @file explain.c  What libyaml cannot read, in words of whoever wrote it: a
/// cause is looked for in the lines around, the surest first.

#include "yaml/explain_impl.h"

#include "base/list.h"

typedef struct {
  const char *problem, *meaning;
} Meaning;

static const Meaning meanings[] = {
    {"did not find expected key",
     "the indentation does not match, or a text needs quotes"},
    {"did not find expected '-' indicator",
     "a list item without \"- \", or with the wrong indentation"},
    {"did not find expected node content",
     "a value is missing here, or a text needs quotes"},
    {"did not find expected <document start>",
     "text behind the end of the document"},
    {"block sequence entries are not allowed in this context",
     "a list begins on a line of its own, below its key; a text that begins "
     "with \"- \" is quoted"},
    {"block mapping entries are not allowed in this context",
     "a key where none can be; check the indentation"},
    {"mapping keys are not allowed in this context",
     "YAML takes \"?\" for the start of a key; quote the text"},
    {"control characters are not allowed",
     "a control character, which YAML excludes"},
    {"found unexpected document indicator",
     "\"---\" or \"...\" within a text; is a quote not closed?"},
    {"found undefined tag handle",
     "YAML takes \"!\" at the start of a value for a tag; quote the value"},
    {"found duplicate anchor; first occurrence",
     "YAML takes \"&\" at the start of a value for the name of an anchor; "
     "quote the value"},
    {"input error", "the file cannot be read to its end"},
};

static const char *
plain_meaning(RhumbYamlStop *const stop)
{
  const Meaning *const known =
      (const Meaning *)RHUMB_ROW(meanings, rhumb_str(stop->problem));
  return known ? known->meaning
               : rhumb_str_format(stop->arena,
                                  "YAML cannot read this (%s); a text with "
                                  "special characters is quoted",
                                  stop->problem)
                     .data;
}

/// Set what to say and where, as the first cause that fits does
static const char *
find_cause(RhumbYamlStop *const stop, RhumbYamlCause *const *const causes)
{
  const char *message = NULL;
  for (size_t i = 0; !message && causes[i]; ++i) {
    stop->place = stop->at;
    stop->opened = stop->at;
    message = causes[i](stop);
  }
  return message;
}

const char *
rhumb_yaml_explain(RhumbYamlStop *const stop)
{
  static RhumbYamlCause *const others[] = {plain_meaning, NULL};
  RhumbYamlCause *const *const kinds[] = {rhumb_causes_of_marks,
                                          rhumb_causes_of_flow,
                                          rhumb_causes_of_block,
                                          others};
  const char *message = NULL;
  for (size_t i = 0; !message; ++i) {
    message = find_cause(stop, kinds[i]);
  }
  return message;
}
