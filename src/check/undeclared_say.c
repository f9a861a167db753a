// SPDX-License-Identifier: ISC

/// @file undeclared_say.c  What is said of undeclared IRIs: what made them, and
/// what may stand there.

#include "check/undeclared_impl.h"

#include "base/near.h"
#include "base/utf8.h"
#include "io/path.h"

#include <inttypes.h>

enum {
  MAX_LISTED = 16, ///< Individuals that a message lists; of more, how many
  MAX_FEW = 200,   ///< Of no more, one that is far may be meant
  MAX_SHOWN = 200, ///< Bytes of an IRI that are shown
};

/// What may stand where the IRI does, as the rules would have it
typedef struct {
  RhumbStr *names;
  size_t count;
  RhumbStr own;     ///< The IRI itself, likewise
  size_t n_alike;   ///< Bytes that all of them begin with
  const char *what; ///< It is
} Choice;

static const char *
shorten(RhumbArena *const arena,
        const RhumbUndeclared *const self,
        const RhumbStr iri)
{
  RhumbBuf out = {0};
  rhumb_prefixes_shorten(&self->mapping->prefixes, &out, iri);
  return rhumb_buf_keep(&out, arena).data;
}

/// Append an IRI as people write it, but only the start of a very long one
static void
put_iri(RhumbBuf *const out,
        RhumbArena *const arena,
        const RhumbUndeclared *const self,
        const RhumbStr iri)
{
  const RhumbStr text = rhumb_str(shorten(arena, self, iri));
  const size_t shown =
      text.len > MAX_SHOWN ? rhumb_utf8_start(text, MAX_SHOWN) : text.len;
  rhumb_buf_put(out, rhumb_str_slice(text, 0, shown));
  if (shown < text.len) {
    rhumb_buf_format(out, "… (and %zu bytes more)", text.len - shown);
  }
}

/// Return the name of a term in its namespace
static const char *
local_name(RhumbArena *const arena, const RhumbStr iri)
{
  return rhumb_str_copy(arena, rhumb_str_from(iri, rhumb_vocabulary_space(iri)))
      .data;
}

/// True if an IRI is what a template makes of something
static bool
fits(const RhumbStr iri, const RhumbFixed *const fixed)
{
  return iri.len >= fixed->start.len + fixed->end.len &&
         rhumb_str_starts(iri, fixed->start) && rhumb_str_ends(iri, fixed->end);
}

/// Set the names of `choice`: without what the template has around them, if all
/// have it
static void
name_all(Choice *const choice,
         RhumbArena *const arena,
         const RhumbUndeclared *const self,
         const RhumbUndeclaredIri *const found,
         const RhumbIndividuals *const individuals)
{
  const RhumbFixed fixed = rhumb_origin_fixed(&found->origin);
  const size_t around = fixed.start.len + fixed.end.len;
  bool are_cut = around > 0 && fits(found->iri, &fixed);
  for (size_t i = 0; are_cut && i < individuals->count; ++i) {
    are_cut = fits(individuals->items[i], &fixed);
  }
  choice->count = individuals->count;
  choice->names = RHUMB_NEW(arena, RhumbStr, choice->count);
  for (size_t i = 0; i <= choice->count; ++i) {
    const bool is_own = i == choice->count;
    const RhumbStr iri = is_own ? found->iri : individuals->items[i];
    *(is_own ? &choice->own : &choice->names[i]) =
        are_cut
            ? rhumb_str_copy(arena,
                             rhumb_str_slice(
                                 iri, fixed.start.len, iri.len - fixed.end.len))
            : rhumb_str(shorten(arena, self, iri));
  }
}

/// Find what all names begin with: it tells nothing of which was meant
static void
find_alike(Choice *const choice)
{
  choice->n_alike = choice->own.len;
  for (size_t i = 0; i < choice->count; ++i) {
    const RhumbStr name = choice->names[i];
    size_t n = 0;
    while (n < choice->n_alike && n < name.len &&
           name.data[n] == choice->own.data[n]) {
      ++n;
    }
    choice->n_alike = n;
  }
}

/// Find what may stand there: what is in the property's range; or, where that
/// says nothing, what begins and ends as the template does
static void
find_choice(Choice *const choice,
            RhumbArena *const arena,
            const RhumbUndeclared *const self,
            const RhumbUndeclaredIri *const found)
{
  const RhumbVocabulary *const v = &self->ontologies->vocabulary;
  const RhumbFixed fixed = rhumb_origin_fixed(&found->origin);
  RhumbIndividuals individuals = {0};
  const bool is_outside = found->fault == RHUMB_FAULT_OUTSIDE;
  *choice = (Choice){.what = found->need->what};
  if (is_outside) {
    choice->what = rhumb_str_is(found->range, "a union")
                       ? "member of the range"
                       : local_name(arena, found->range);
  }
  if (found->need->kinds) {
    return;
  }
  if (found->property.len) {
    individuals =
        rhumb_vocabulary_in_range(v, arena, found->property, found->iri);
  }
  if (individuals.type.data) {
    choice->what = local_name(arena, individuals.type);
  }
  if (!individuals.count && !is_outside) {
    choice->what = found->need->what;
    individuals = rhumb_vocabulary_fitting(v, arena, fixed.start, fixed.end);
  }
  if (individuals.count) {
    name_all(choice, arena, self, found, &individuals);
    find_alike(choice);
  }
}

static void
put_choice(RhumbBuf *const out, const Choice *const choice)
{
  const size_t count = choice->count;
  const size_t n_listed = count > MAX_LISTED ? MAX_LISTED : count;
  for (size_t i = 0; i < n_listed; ++i) {
    rhumb_buf_puts(out, i ? ", " : ", only: ");
    rhumb_buf_put(out, choice->names[i]);
  }
  if (count > n_listed) {
    rhumb_buf_format(out, " … and %zu more", count - n_listed);
  }
}

/// Return the nearest of what may stand there, or NULL
static const char *
nearest(RhumbArena *const arena,
        const RhumbUndeclared *const self,
        const RhumbUndeclaredIri *const found,
        const Choice *const choice)
{
  if (choice->count) {
    const char **const names =
        RHUMB_NEW(arena, const char *, choice->count + 1);
    for (size_t i = 0; i < choice->count; ++i) {
      names[i] = choice->names[i].data + choice->n_alike;
    }
    const RhumbStr own = rhumb_str_from(choice->own, choice->n_alike);
    const char *const near = choice->count > MAX_FEW
                                 ? rhumb_near(own, names)
                                 : rhumb_near_of_few(own, names);
    return near ? near - choice->n_alike : NULL;
  }
  if (found->fault == RHUMB_FAULT_OUTSIDE) {
    return NULL; // Nothing is nearer than itself
  }
  const unsigned kinds = found->need->kinds;
  const RhumbStr near =
      rhumb_vocabulary_near(&self->ontologies->vocabulary,
                            found->iri,
                            kinds ? kinds : RHUMB_IS_DECLARED);
  return near.data ? shorten(arena, self, near) : NULL;
}

/// Return what the file is called that declares most of the namespace
static RhumbStr
home_of(const RhumbUndeclared *const self, const RhumbStr iri)
{
  const RhumbVocabulary *const v = &self->ontologies->vocabulary;
  const RhumbVocabularySpace *const space =
      &v->spaces[rhumb_vocabulary_space_of(v, iri)];
  return rhumb_path_name(rhumb_str(v->files.items[space->home]->name));
}

/// Say which row was the first to make an IRI, and how many more had something
/// new to say of it: a triple that has been before is not made again
static void
say_first(const RhumbUndeclared *const self,
          const RhumbUndeclaredIri *const found)
{
  const uint64_t n_more = found->n_rows - 1;
  if (found->first.text && !n_more) {
    rhumb_warn(self->diag, RHUMB_NOTE, found->first, "this is the first");
  } else if (found->first.text) {
    rhumb_warn(self->diag,
               RHUMB_NOTE,
               found->first,
               "this is the first, and %" PRIu64 " row%s more",
               n_more,
               n_more == 1 ? "" : "s");
  }
}

/// Append what is wrong with an IRI
static void
put_fault(RhumbBuf *const out,
          const RhumbUndeclared *const self,
          const RhumbUndeclaredIri *const found,
          const Choice *const choice)
{
  const RhumbStr home = home_of(self, found->iri);
  const bool is_other =
      rhumb_vocabulary_declared(&self->ontologies->vocabulary, found->iri);
  if (found->fault == RHUMB_FAULT_DEPRECATED) {
    rhumb_buf_format(out, ", which %.*s has as deprecated", RHUMB_FMT(home));
    return;
  }
  rhumb_buf_format(out,
                   is_other ? "; %.*s declares it, but as no %s"
                            : "; %.*s has no such %s",
                   RHUMB_FMT(home),
                   choice->what);
  put_choice(out, choice);
}

static RhumbStatus
say_iri(const RhumbUndeclared *const self,
        const RhumbUndeclaredIri *const found)
{
  RhumbArena arena = {0};
  RhumbBuf text = {0};
  Choice choice;
  RhumbStatus status = RHUMB_OK;
  const bool is_constant =
      !found->origin.value || found->origin.value->kind == RHUMB_VALUE_CONSTANT;
  find_choice(&choice, &arena, self, found);
  rhumb_origin_put(&text, &found->origin, &self->mapping->prefixes);
  rhumb_buf_puts(&text, is_constant ? " is " : " makes ");
  put_iri(&text, &arena, self, found->iri);
  put_fault(&text, self, found, &choice);
  if (found->fault == RHUMB_FAULT_DEPRECATED) {
    rhumb_warn(self->diag,
               RHUMB_WARNING,
               found->origin.loc,
               "%s",
               rhumb_buf_cstr(&text));
  } else {
    status = rhumb_fail_near(self->diag,
                             RHUMB_ERR_VALUE,
                             found->origin.loc,
                             nearest(&arena, self, found, &choice),
                             "%s",
                             rhumb_buf_cstr(&text));
  }
  say_first(self, found);
  rhumb_buf_free(&text);
  rhumb_arena_free(&arena);
  return status;
}

static void
say_more(const RhumbUndeclared *const self,
         const RhumbUndeclaredPlace *const place)
{
  rhumb_warn(self->diag,
             RHUMB_NOTE,
             place->loc,
             "%" PRIu64 " row%s more make%s others here that are not declared",
             place->n_more,
             place->n_more == 1 ? "" : "s",
             place->n_more == 1 ? "s" : "");
}

/// Say which namespaces are the data's too, as the rules make subjects there
static void
say_owners(const RhumbUndeclared *const self)
{
  const RhumbVocabulary *const v = &self->ontologies->vocabulary;
  for (size_t i = 0; i < v->namespaces.count; ++i) {
    const RhumbStr name = v->namespaces.keys[i];
    if (v->spaces[i].is_own && self->owners[i].text) {
      rhumb_warn(self->diag,
                 RHUMB_NOTE,
                 self->owners[i],
                 "subjects are made here in %.*s, which is taken for the "
                 "data's too: what is made in it is not held against %.*s",
                 RHUMB_FMT(name),
                 RHUMB_FMT(home_of(self, name)));
    }
  }
}

/// Say that not all has been held against the ontologies
static void
say_cut(const RhumbUndeclared *const self)
{
  if (self->cut_name.len && self->shortest < SIZE_MAX) {
    const RhumbLoc nowhere = {0};
    rhumb_warn(self->diag,
               RHUMB_NOTE,
               nowhere,
               "only the first %" PRIu64 " records of %.*s were held against "
               "what the ontologies declare; --all holds every one",
               self->n_cut,
               RHUMB_FMT(self->cut_name));
  }
}

RhumbStatus
rhumb_undeclared_say(RhumbUndeclared *const undeclared)
{
  RhumbStatus status = RHUMB_OK;
  rhumb_undeclared_look_at_constants(undeclared);
  for (size_t i = 0; i < undeclared->places.count; ++i) {
    const RhumbUndeclaredPlace *const place = &undeclared->places.items[i];
    for (size_t n = place->first; n; n = undeclared->iris.items[n - 1].next) {
      RHUMB_KEEP(status, say_iri(undeclared, &undeclared->iris.items[n - 1]));
    }
    if (place->n_more) {
      say_more(undeclared, place);
    } else if (place->has_unmade) {
      rhumb_warn(undeclared->diag,
                 RHUMB_NOTE,
                 place->loc,
                 "there are others here that are not declared, which no row "
                 "makes");
    }
  }
  say_owners(undeclared);
  say_cut(undeclared);
  return status;
}
