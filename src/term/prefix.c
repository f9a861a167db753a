// SPDX-License-Identifier: ISC

/// @file prefix.c  Prefixes declared, known and used; IRIs shortened by them.

#include "term/prefix.h"

#include "base/list.h"
#include "base/near.h"
#include "term/local.h"
#include "term/space.h"
#include "term/vocabulary.h"

#include <stdlib.h>

/// The prefixes of the RDFa 1.1 initial context
/// (https://www.w3.org/2011/rdfa-context/rdfa-1.1), by name
typedef struct {
  const char *name;
  const char *iri;
} Predefined;

static const Predefined predefined[] = {
    {"as", "https://www.w3.org/ns/activitystreams#"},
    {"cat", RHUMB_DCAT},
    {"cc", "http://creativecommons.org/ns#"},
    {"cnt", "http://www.w3.org/2008/content#"},
    {"csvw", RHUMB_CSVW},
    {"ctag", "http://commontag.org/ns#"},
    {"dc", "http://purl.org/dc/terms/"},
    {"dc11", "http://purl.org/dc/elements/1.1/"},
    {"dcat", RHUMB_DCAT},
    {"dcterms", "http://purl.org/dc/terms/"},
    {"dqv", "http://www.w3.org/ns/dqv#"},
    {"duv", "https://www.w3.org/TR/vocab-duv#"},
    {"earl", "http://www.w3.org/ns/earl#"},
    {"foaf", "http://xmlns.com/foaf/0.1/"},
    {"gldp", "http://www.w3.org/ns/people#"},
    {"gr", "http://purl.org/goodrelations/v1#"},
    {"grddl", "http://www.w3.org/2003/g/data-view#"},
    {"ht", "http://www.w3.org/2006/http#"},
    {"ical", "http://www.w3.org/2002/12/cal/icaltzd#"},
    {"jsonld", "http://www.w3.org/ns/json-ld#"},
    {"ldp", "http://www.w3.org/ns/ldp#"},
    {"ma", "http://www.w3.org/ns/ma-ont#"},
    {"oa", "http://www.w3.org/ns/oa#"},
    {"odrl", "http://www.w3.org/ns/odrl/2/"},
    {"og", "http://ogp.me/ns#"},
    {"org", "http://www.w3.org/ns/org#"},
    {"owl", RHUMB_OWL},
    {"prov", "http://www.w3.org/ns/prov#"},
    {"ptr", "http://www.w3.org/2009/pointers#"},
    {"qb", "http://purl.org/linked-data/cube#"},
    {"rdf", RHUMB_RDF},
    {"rdfa", "http://www.w3.org/ns/rdfa#"},
    {"rdfs", RHUMB_RDFS},
    {"rev", "http://purl.org/stuff/rev#"},
    {"rif", "http://www.w3.org/2007/rif#"},
    {"rr", RHUMB_RR},
    {"schema", "http://schema.org/"},
    {"sd", RHUMB_SD},
    {"sioc", "http://rdfs.org/sioc/ns#"},
    {"skos", "http://www.w3.org/2004/02/skos/core#"},
    {"skosxl", "http://www.w3.org/2008/05/skos-xl#"},
    {"sosa", "http://www.w3.org/ns/sosa/"},
    {"ssn", "http://www.w3.org/ns/ssn/"},
    {"time", "http://www.w3.org/2006/time#"},
    {"v", "http://rdf.data-vocabulary.org/#"},
    {"vcard", "http://www.w3.org/2006/vcard/ns#"},
    {"void", RHUMB_VOID},
    {"wdr", "http://www.w3.org/2007/05/powder#"},
    {"wdrs", "http://www.w3.org/2007/05/powder-s#"},
    {"xhv", "http://www.w3.org/1999/xhtml/vocab#"},
    {"xml", "http://www.w3.org/XML/1998/namespace"},
    {"xsd", RHUMB_XSD},
};

static RhumbStr
find_predefined(const RhumbStr name)
{
  const Predefined *const found = RHUMB_ROW(predefined, name);
  return rhumb_str(found ? found->iri : NULL);
}

/// Append one whose name is not there
static void
push(RhumbPrefixes *const prefixes, const RhumbPrefix prefix)
{
  RHUMB_PUSH_IN(prefixes->arena, prefixes, prefix);
  rhumb_lookup_add(&prefixes->names,
                   prefixes->arena,
                   prefixes->items,
                   prefixes->count,
                   sizeof(*prefixes->items));
  if (!prefixes->spaces) {
    prefixes->spaces = RHUMB_NEW(prefixes->arena, RhumbSpaces, 1);
  }
  prefixes->spaces->holds = false;
}

RhumbPrefix *
rhumb_prefixes_declared(const RhumbPrefixes *const prefixes,
                        const RhumbStr name)
{
  const uint32_t number = rhumb_lookup_find(
      &prefixes->names, prefixes->items, sizeof(*prefixes->items), name);
  return number ? &prefixes->items[number - 1] : NULL;
}

void
rhumb_prefixes_copy(RhumbPrefixes *const out,
                    RhumbArena *const arena,
                    const RhumbPrefixes *const prefixes)
{
  *out = (RhumbPrefixes){.arena = arena};
  for (size_t i = 0; i < prefixes->count; ++i) {
    push(out, prefixes->items[i]);
  }
}

/// True if nobody declared it: it is here because it was looked up
static bool
is_implied(const RhumbPrefix *const prefix)
{
  return !prefix->loc.text &&
         rhumb_str_equal(prefix->iri, find_predefined(prefix->name));
}

bool
rhumb_prefixes_add(RhumbPrefixes *const prefixes,
                   const RhumbStr name,
                   const RhumbStr iri,
                   const RhumbLoc loc)
{
  RhumbPrefix *const known = rhumb_prefixes_declared(prefixes, name);
  if (!known) {
    push(prefixes,
         (RhumbPrefix){rhumb_str_copy(prefixes->arena, name),
                       rhumb_str_copy(prefixes->arena, iri),
                       loc,
                       false});
    return true;
  }
  if (is_implied(known)) {
    known->iri = rhumb_str_copy(prefixes->arena, iri);
    known->loc = loc;
    prefixes->spaces->holds = false;
  }
  return rhumb_str_equal(known->iri, iri);
}

RhumbStr
rhumb_prefixes_find(RhumbPrefixes *const prefixes, const RhumbStr name)
{
  RhumbPrefix *const declared = rhumb_prefixes_declared(prefixes, name);
  if (declared) {
    declared->used = true;
    return declared->iri;
  }
  const RhumbStr iri = find_predefined(name);
  if (iri.data) {
    push(prefixes,
         (RhumbPrefix){.name = rhumb_str_copy(prefixes->arena, name),
                       .iri = iri,
                       .used = true});
  }
  return iri;
}

const char *
rhumb_prefixes_near(const RhumbPrefixes *const prefixes, const RhumbStr name)
{
  const size_t n = prefixes->count + RHUMB_COUNT(predefined);
  const char **const names =
      (const char **)rhumb_xrealloc(NULL, (n + 1) * sizeof(*names));
  for (size_t i = 0; i < prefixes->count; ++i) {
    names[i] = prefixes->items[i].name.data;
  }
  for (size_t i = 0; i < RHUMB_COUNT(predefined); ++i) {
    names[prefixes->count + i] = predefined[i].name;
  }
  names[n] = NULL;
  const char *const near = rhumb_near(name, names);
  free((void *)names);
  return near;
}

static bool
fits(const RhumbStr iri, const RhumbStr space, const RhumbStr best)
{
  return space.len > best.len && rhumb_str_starts(iri, space) &&
         rhumb_is_local_name(rhumb_str_from(iri, space.len));
}

void
rhumb_prefixes_shorten(const RhumbPrefixes *const prefixes,
                       RhumbBuf *const out,
                       const RhumbStr iri)
{
  const RhumbSpace *const space = rhumb_space_named(prefixes, iri);
  RhumbStr name = space ? prefixes->items[space->number].name : (RhumbStr){0};
  RhumbStr best = space ? space->iri : (RhumbStr){0};
  for (size_t i = 0; !name.data && i < RHUMB_COUNT(predefined); ++i) {
    const RhumbStr candidate = rhumb_str(predefined[i].name);
    if (!rhumb_prefixes_declared(prefixes, candidate) &&
        fits(iri, rhumb_str(predefined[i].iri), best)) {
      name = candidate;
      best = rhumb_str(predefined[i].iri);
    }
  }

  if (name.data) {
    rhumb_buf_put(out, name);
    rhumb_buf_putc(out, ':');
  }
  rhumb_buf_put(out, rhumb_str_from(iri, best.len));
}
