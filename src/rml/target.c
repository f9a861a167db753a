// SPDX-License-Identifier: ISC

/// @file target.c  Logical targets (RML-IO): where a term map's quads go.

#include "rml/rml_impl.h"

#include "base/list.h"
#include "io/compression.h"
#include "io/path.h"
#include "model/normal.h"
#include "term/iri.h"

/// The properties that say where a target is, and what they make of it
static const struct {
  const char *property, *type;
  const char *beside; ///< Where this is said too, it is a page about that
} places[] = {
    {"path", "localfile", ""},
    {RHUMB_VOID "dataDump", "localfile", ""},
    {RHUMB_DCAT "downloadURL", "localfile", ""},
    {RHUMB_DCAT "accessURL", "localfile", RHUMB_DCAT "downloadURL"},
    {RHUMB_SD "endpoint", "sparql", ""},
};

/// Return the path that an address names. Of a target on this machine only:
/// what stands where another machine would is the first folder of a relative
/// path, as yarrrml-parser writes it.
static RhumbStr
path_of(RhumbArena *const arena, const RhumbStr address)
{
  const RhumbStr machine = RHUMB_STR("file://");
  const RhumbStr path = rhumb_iri_path(arena, address);
  return rhumb_str_starts(path, machine)
             ? rhumb_iri_path(arena,
                              rhumb_str_join(arena,
                                             RHUMB_STR("file:"),
                                             rhumb_str_from(path, machine.len)))
             : path;
}

/// Read where a target is; RML's own properties have been checked to be as RML
/// has them
static void
read_place(RhumbRml *const rml,
           RhumbTarget *const target,
           const RhumbRmlStatement *const place,
           const char *const type)
{
  const RhumbTerm *const term = &place->object->term;
  target->access_loc = place->object_loc;
  target->type = rhumb_str(type);
  if (term->kind != RHUMB_TERM_BLANK) {
    target->access = path_of(rml->arena, term->text);
  } else if (place->era == RHUMB_RML_FOREIGN) {
    RHUMB_RML_UNSUPPORTED(rml,
                          place->object_loc,
                          "the address of a target is an IRI or a text: "
                          "targets that depend on the data are not supported; "
                          "name one file");
  }
}

static void
read_access(RhumbRml *const rml,
            RhumbTarget *const target,
            const RhumbRmlStatement *const said)
{
  RhumbRmlNode *const node = said->object;
  target->type = RHUMB_STR("localfile");
  target->access_loc = said->object_loc;
  if (node->term.kind == RHUMB_TERM_LITERAL) {
    target->access = node->term.text;
    return;
  }

  rhumb_rml_check(rml, node, RHUMB_RML_TARGET);
  const RhumbRmlStatement *first = NULL;
  for (size_t i = 0; i < RHUMB_COUNT(places); ++i) {
    const RhumbRmlStatement *place = rhumb_rml_find(node, places[i].property);
    const bool is_page = first && rhumb_str_is(first->name, places[i].beside);
    for (; place && !is_page; place = rhumb_rml_next(node, place)) {
      rhumb_rml_check_same(rml, first, place);
      if (!first) {
        first = place;
        read_place(rml, target, place, places[i].type);
      }
    }
  }
  if (!first) {
    RHUMB_RML_FAIL(rml,
                   said->object_loc,
                   "this target does not say where it is; give it %s or "
                   "void:dataDump",
                   rhumb_rml_word(rml, "path"));
  }
}

/// The value of a property of the logical target, or else of its target
static const RhumbRmlStatement *
find_in_either(RhumbRml *const rml,
               const RhumbRmlNode *const node,
               const char *const name)
{
  const RhumbRmlStatement *const said = rhumb_rml_find(node, name);
  const RhumbRmlStatement *const target = rhumb_rml_find(node, "target");
  const RhumbRmlStatement *const own =
      target ? rhumb_rml_find(target->object, name) : NULL;
  if (said && own) {
    rhumb_rml_check_same(rml, said, own);
  }
  return said ? said : own;
}

static void
read_encoding(RhumbRml *const rml,
              RhumbTarget *const target,
              const RhumbRmlStatement *const said)
{
  const RhumbStr name = said->object->name;
  target->is_wide = rhumb_str_is(name, "UTF-16");
  if (!target->is_wide && !rhumb_str_is(name, "UTF-8")) {
    RHUMB_RML_UNSUPPORTED(
        rml,
        said->object_loc,
        "RDF is written in UTF-8 or UTF-16; %.*s is not supported",
        RHUMB_FMT(rhumb_rml_show(rml, said->object->term.text)));
  }
}

/// How a target's file is opened, and whether that is to write: what of a mode
/// is for reading means nothing of a target
static const struct {
  const char *name;
  bool is_writing, appends;
} modes[] = {
    {"Write", true, false},
    {"WriteRead", true, false},
    {"Append", true, true},
    {"AppendRead", true, true},
    {"Read", false, false},
    {"ReadWrite", false, false},
};

static void
read_mode(RhumbRml *const rml,
          RhumbTarget *const target,
          const RhumbRmlStatement *const said)
{
  const RhumbStr name = said->object->name;
  for (size_t i = 0; i < RHUMB_COUNT(modes); ++i) {
    if (rhumb_str_is(name, modes[i].name) && modes[i].is_writing) {
      target->appends = modes[i].appends;
      return;
    }
  }
  const bool is_known = RHUMB_ROW(modes, name) != NULL;
  rhumb_rml_keep(
      rml,
      rhumb_fail_near(rml->diag,
                      RHUMB_ERR_UNSUPPORTED,
                      said->object_loc,
                      is_known ? NULL : RHUMB_ROW_NEAR(modes, name),
                      "%s %.*s; a target is in the mode %s or %s",
                      is_known ? "no target is written in the mode"
                               : "unknown mode",
                      RHUMB_FMT(rhumb_rml_show(rml, said->object->term.text)),
                      rhumb_rml_word(rml, "Write"),
                      rhumb_rml_word(rml, "Append")));
}

static const RhumbTarget *
make_target(RhumbRml *const rml, const RhumbRmlStatement *const statement)
{
  RhumbRmlNode *const node = statement->object;
  RhumbTarget *const target = RHUMB_NEW(rml->arena, RhumbTarget, 1);
  *target =
      (RhumbTarget){.name = node->term.text, .loc = statement->object_loc};
  rhumb_rml_check(rml, node, RHUMB_RML_LOGICAL_TARGET);

  const RhumbRmlStatement *const access = rhumb_rml_find(node, "target");
  const RhumbRmlStatement *const syntax =
      find_in_either(rml, node, "serialization");
  const RhumbRmlStatement *const packing =
      find_in_either(rml, node, "compression");
  const RhumbRmlStatement *const coding = find_in_either(rml, node, "encoding");
  const RhumbRmlStatement *const mode = find_in_either(rml, node, "mode");
  const RhumbRmlStatement *const root = find_in_either(rml, node, "root");
  if (access) {
    read_access(rml, target, access);
  } else {
    RHUMB_RML_FAIL(rml,
                   statement->object_loc,
                   "this logical target needs %s",
                   rhumb_rml_word(rml, "target"));
  }
  if (syntax) {
    target->serialization = syntax->object->term.text;
  }
  if (packing) {
    const RhumbStr name = packing->object->name;
    const RhumbStr known = rhumb_compression_named(name);
    target->compression = known.len ? known : name;
  }
  if (coding) {
    read_encoding(rml, target, coding);
  }
  if (mode) {
    read_mode(rml, target, mode);
  }
  if (root) {
    if (root->object->term.kind == RHUMB_TERM_LITERAL) {
      rhumb_rml_keep(rml,
                     rhumb_target_check_name(
                         root->object->term.text, root->object_loc, rml->diag));
    }
    target->dir = rhumb_rml_root_read(
        rml, root, rhumb_path_dir(rhumb_str(node->text->name)));
  }
  rhumb_rml_keep(
      rml,
      rhumb_target_check_name(target->access, target->access_loc, rml->diag));
  rhumb_target_settle(target);
  return target;
}

RhumbTargets
rhumb_rml_targets_read(RhumbRml *const rml, const RhumbRmlNode *const node)
{
  RHUMB_LIST(const RhumbTarget *) out = {0};
  const RhumbRmlStatement *said = rhumb_rml_find(node, "logicalTarget");
  for (; said; said = rhumb_rml_next(node, said)) {
    if (said->object->term.kind == RHUMB_TERM_LITERAL) {
      continue; // Reported with the property
    }
    if (!said->object->target) {
      said->object->target = make_target(rml, said);
    }
    RHUMB_PUSH_IN(rml->arena, &out, said->object->target);
  }
  return (RhumbTargets){out.items, out.count};
}
