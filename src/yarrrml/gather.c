// SPDX-License-Identifier: ISC

/// @file gather.c  `gather`: lists and containers.

#include "yarrrml/yarrrml_impl.h"

/// Set `out` to the word of a field, one of `type`; left alone if it is not
/// there
static RhumbStatus
read_word(const RhumbYarrrml *const reader,
          const RhumbYamlType *const type,
          const RhumbField field,
          RhumbStr *const out)
{
  if (!field.value) {
    return RHUMB_OK;
  }
  if (type->spelled) {
    return rhumb_yaml_read_spelled(&reader->yaml, type, field, out);
  }
  const char *word = NULL;
  RHUMB_TRY(rhumb_yaml_read_word(&reader->yaml, type, field, (void *)&word));
  *out = rhumb_str(word);
  return RHUMB_OK;
}

static RhumbStatus
read_as(const RhumbYarrrml *const reader,
        const RhumbField field,
        RhumbGatherAs *const out)
{
  RhumbStr word = rhumb_str(rhumb_gathers[RHUMB_GATHER_LIST].key);
  RHUMB_TRY(read_word(reader, &rhumb_gather_as_type, field, &word));
  *out = RHUMB_GATHER_LIST;
  for (size_t i = 1; i < RHUMB_N_GATHERS; ++i) {
    if (rhumb_str_is(word, rhumb_gathers[i].key)) {
      *out = (RhumbGatherAs)i;
    }
  }
  return RHUMB_OK;
}

/// Leave the members for later: mappings that they refer to may stand below
static RhumbStatus
add_members(RhumbYarrrml *const reader,
            RhumbGather *const gather,
            const RhumbField field)
{
  const RhumbYaml *const node = field.value;
  if (!node) {
    return RHUMB_ERR_SYNTAX; // Reported with the key
  }
  if (node->kind == RHUMB_YAML_LIST && !node->count) {
    return rhumb_fail(reader->yaml.diag,
                      RHUMB_ERR_SYNTAX,
                      node->loc,
                      "nothing to gather; write one or more objects, such as "
                      "gather: [$(name)]");
  }
  if (reader->gathers == RHUMB_MAX_GATHER_NESTING) {
    return rhumb_fail(reader->yaml.diag,
                      RHUMB_ERR_SYNTAX,
                      field.key->loc,
                      "collections may be within each other %d deep",
                      RHUMB_MAX_GATHER_NESTING);
  }
  const RhumbMembers members = {gather, node, reader->gathers};
  RHUMB_PUSH_IN(reader->yaml.arena, &reader->members, members);
  return RHUMB_OK;
}

RhumbStatus
rhumb_read_gather(RhumbYarrrml *const reader,
                  const RhumbTermKeys *const keys,
                  const RhumbLoc loc,
                  const RhumbGather **const out)
{
  RhumbStr strategy = RHUMB_STR("");
  RhumbStr empty = RHUMB_STR("");
  if (!keys->gather.key) {
    return RHUMB_OK;
  }
  RhumbGather *const gather = RHUMB_NEW(reader->yaml.arena, RhumbGather, 1);
  RhumbStatus status = read_as(reader, keys->as, &gather->as);
  RHUMB_KEEP(
      status,
      read_word(reader, &rhumb_strategy_type, keys->strategy, &strategy));
  RHUMB_KEEP(status, read_word(reader, &rhumb_truth_type, keys->empty, &empty));
  RHUMB_KEEP(status, add_members(reader, gather, keys->gather));
  gather->loc = loc;
  gather->is_product = rhumb_str_is(strategy, "product");
  gather->takes_empty = rhumb_str_is(empty, "true");
  *out = gather;
  return status;
}
