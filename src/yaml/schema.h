// SPDX-License-Identifier: ISC

/// @file schema.h  The keys of maps as rows of a table: what reads a map, what
/// a message says of it, and what `rhumb schema` prints.

#ifndef RHUMB_YAML_SCHEMA_H
#define RHUMB_YAML_SCHEMA_H

#include "yaml/span.h"

/// A value and the key that it stands behind, to be read by whoever knows more
typedef struct {
  const RhumbYaml *key;   ///< NULL: not there
  const RhumbYaml *value; ///< NULL: not there, or null
} RhumbField;

typedef struct RhumbYamlType RhumbYamlType;

/// Reads a value that is not null into `to`, reporting what is wrong with it
typedef RhumbStatus
RhumbReadValue(const RhumbYamlContext *context,
               const RhumbYamlType *type,
               RhumbField field,
               void *to);

/// Whether a map may do without a key
typedef enum {
  RHUMB_OPTIONAL, ///< But with a value, where it is there
  RHUMB_NULLABLE, ///< And with nothing behind it
  RHUMB_NEEDED,   ///< What lacks it is refused
  RHUMB_EXPECTED, ///< The same, by its reader, with a word more to say
  RHUMB_EITHER,   ///< The same, if no other key is there that has this
} RhumbNeed;

/// A key: its full name and its short forms, what its value is and where that
/// goes in the struct of its map, whether it must be there, and what it is for
typedef struct {
  const char *names[5];
  const RhumbYamlType *type;
  size_t offset;
  RhumbNeed need;
  const char *help;
} RhumbKey;

/// What a key asks of the others of its map
typedef enum {
  RHUMB_KEY_NEEDS,    ///< One of them must be there
  RHUMB_KEY_EXCLUDES, ///< None of them may be
  RHUMB_KEY_ALONE,    ///< None may be but them
} RhumbTieKind;

/// Keys by their full names
typedef struct {
  const char *key;
  RhumbTieKind kind;
  const char *others; ///< With spaces between
  const char *why;    ///< For messages, behind the names of both
} RhumbTie;

/// The keys of one kind of map
typedef struct {
  const char *what; ///< As messages call it, such as "a source"
  const RhumbKey *keys;
  size_t n_keys;
  const RhumbTie *ties; ///< Ended by one without a key; NULL: none
} RhumbSchema;

#define RHUMB_SCHEMA_TIED(what, keys, ties)                \
  {                                                        \
    (what), (keys), sizeof(keys) / sizeof(*(keys)), (ties) \
  }

#define RHUMB_SCHEMA(what, keys) RHUMB_SCHEMA_TIED(what, keys, NULL)

/// The forms that a value may have, any of them
enum {
  RHUMB_MAY_SCALAR = 1,
  RHUMB_MAY_LIST = 2,
  RHUMB_MAY_MAP = 4,
};

/// A kind of value: what reads it, and all that can be said of it beforehand
struct RhumbYamlType {
  const char *name;              ///< Such as "colour"; NULL: too plain for one
  const char *wanted;            ///< For messages, such as "a string"
  RhumbReadValue *read;          ///< NULL: the RhumbField is kept for later
  unsigned may_be;               ///< RHUMB_MAY_…
  const RhumbSchema *map;        ///< The keys of a map
  const RhumbYamlType *entries;  ///< Instead, or else: what any key of it
                                 ///< stands for
  const RhumbYamlType *items[3]; ///< Of a list, by place; the last is of all
  size_t item_size;              ///< For rhumb_yaml_read_list()
  const char *const *words;      ///< The texts that it may be, ending with NULL
  const char *(*spelled)(RhumbArena *arena); ///< Or in one text, with spaces
  const char *(*offered)(RhumbArena *arena); ///< Those that messages name;
                                             ///< NULL: all that are `spelled`
  bool any_case;      ///< Words in capitals are the same as what is `spelled`
  double least, most; ///< Of a number; 0 and 0: it is none
  bool is_whole;      ///< The number is
  // For `rhumb schema`, of what its reader refuses
  const char *pattern; ///< What a text has in it, as a regular expression
  bool is_filled;      ///< A list or a map of it is not empty
  bool may_be_null;    ///< Where it is an entry or an item
  bool goes_on;        ///< Behind `items` there may be more like the last
};

/**
   Read the entries of `map` into the struct `to`, by the rows of `schema`.

   What is null counts as not there. Reported, each at its place: what is no
   map, unknown keys with the nearest known, two spellings of one key, keys that
   nothing stands behind, keys that do not go with others, and keys that are
   needed and missing.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_schema_read(const RhumbYamlContext *context,
                  const RhumbSchema *schema,
                  const RhumbYaml *map,
                  void *to);

/// Return the key that one of its spellings names, or NULL
const RhumbKey *
rhumb_schema_find(const RhumbSchema *schema, RhumbStr name);

/// Return the first spelling of the key that `name` is one of, or NULL
const char *
rhumb_schema_key(const RhumbSchema *schema, RhumbStr name);

/// True if a spelling of one of the keys is `name`
static inline bool
rhumb_schema_has(const RhumbSchema *const schema, const RhumbStr name)
{
  return rhumb_schema_key(schema, name) != NULL;
}

/// Report that `what` should be `wanted`, and what it is
RhumbStatus
rhumb_wrong_kind(const RhumbYamlContext *context,
                 const RhumbYaml *node,
                 const char *what,
                 const char *wanted);

/// Report that `what` is there without `key`
RhumbStatus
rhumb_missing_key(const RhumbYamlContext *context,
                  RhumbLoc loc,
                  const char *what,
                  const char *key);

/// Report that the key's value should be `wanted`, and what it is
RhumbStatus
rhumb_wrong_value(const RhumbYamlContext *context,
                  RhumbField field,
                  const char *wanted);

/// Set `out` to the text of the key's value, or say what was `wanted`
RHUMB_NODISCARD RhumbStatus
rhumb_read_span(const RhumbYamlContext *context,
                RhumbField field,
                const char *wanted,
                RhumbSpan *out);

/// Set `out` to the text of a scalar that is not null; `what` is for messages
RHUMB_NODISCARD RhumbStatus
rhumb_read_scalar(const RhumbYamlContext *context,
                  const RhumbYaml *node,
                  const char *what,
                  RhumbSpan *out);

/// The same, without its places
RHUMB_NODISCARD RhumbStatus
rhumb_read_text(const RhumbYamlContext *context,
                const RhumbYaml *node,
                const char *what,
                RhumbStr *out);

/// Find `word` among the words `spelled` of `type`, or report it at `loc`
RHUMB_NODISCARD RhumbStatus
rhumb_find_spelled(const RhumbYamlContext *context,
                   const RhumbYamlType *type,
                   RhumbStr word,
                   RhumbLoc loc,
                   RhumbStr *out);

// What types name as `read`, and what it fills

/// A RhumbStr
RhumbReadValue rhumb_yaml_read_text;

/// A const char *: the one of the type's words that the text is
RhumbReadValue rhumb_yaml_read_word;

/// A RhumbStr: the one of the words `spelled` that the text is, in any case
RhumbReadValue rhumb_yaml_read_spelled;

/// A double
RhumbReadValue rhumb_yaml_read_number;

/// A size_t
RhumbReadValue rhumb_yaml_read_count;

/// The struct of the type's map
RhumbReadValue rhumb_yaml_read_map;

/// `struct {const T *items; size_t count;}`, each item by its type; what is no
/// list is a list of one
RhumbReadValue rhumb_yaml_read_list;

/// Any text
extern const RhumbYamlType rhumb_yaml_text;

/// The same, kept as a RhumbField
extern const RhumbYamlType rhumb_yaml_node;

#endif // RHUMB_YAML_SCHEMA_H
