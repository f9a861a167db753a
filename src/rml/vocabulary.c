// SPDX-License-Identifier: ISC

/// @file vocabulary.c  RML's words, old and new, and where each belongs.

#include "rml/rml_impl.h"

#include "base/near.h"

#define RR   RHUMB_RR
#define OLD  RHUMB_RML_CLASSIC
#define FNML "http://semweb.mmlab.be/ns/fnml#"
#define RMLT "http://semweb.mmlab.be/ns/rml-target#"
#define COMP "http://semweb.mmlab.be/ns/rml-compression#"
#define ENC  "http://semweb.mmlab.be/ns/rml-encoding#"

/// A classic term; `core` is its name in the core vocabulary, NULL: the same
typedef struct {
  const char *space, *name, *core;
} Rename;

// clang-format off
static const Rename renames[] = {
  {RR,   "TriplesMap", NULL},          {RR,   "LogicalTable", "LogicalSource"},
  {RR,   "R2RMLView", "LogicalSource"},{RR,   "BaseTableOrView", "LogicalSource"},
  {RR,   "TermMap", NULL},             {RR,   "SubjectMap", NULL},
  {RR,   "PredicateMap", NULL},        {RR,   "ObjectMap", NULL},
  {RR,   "RefObjectMap", NULL},        {RR,   "GraphMap", NULL},
  {RR,   "PredicateObjectMap", NULL},  {RR,   "Join", NULL},
  {RR,   "IRI", NULL},                 {RR,   "BlankNode", NULL},
  {RR,   "Literal", NULL},             {RR,   "defaultGraph", NULL},
  {RR,   "logicalTable", "logicalSource"},
  {RR,   "tableName", NULL},           {RR,   "sqlQuery", "query"},
  {RR,   "sqlVersion", NULL},          {RR,   "column", "reference"},
  {RR,   "subjectMap", NULL},          {RR,   "subject", NULL},
  {RR,   "predicateMap", NULL},        {RR,   "predicate", NULL},
  {RR,   "objectMap", NULL},           {RR,   "object", NULL},
  {RR,   "graphMap", NULL},            {RR,   "graph", NULL},
  {RR,   "predicateObjectMap", NULL},  {RR,   "class", NULL},
  {RR,   "constant", NULL},            {RR,   "template", NULL},
  {RR,   "termType", NULL},            {RR,   "datatype", NULL},
  {RR,   "language", NULL},            {RR,   "parentTriplesMap", NULL},
  {RR,   "joinCondition", NULL},       {RR,   "child", NULL},
  {RR,   "parent", NULL},              {RR,   "inverseExpression", NULL},
  {OLD,  "TriplesMap", NULL},          {OLD,  "LogicalSource", NULL},
  {OLD,  "BaseSource", "LogicalSource"},
  {OLD,  "LanguageMap", NULL},         {OLD,  "DatatypeMap", NULL},
  {OLD,  "logicalSource", NULL},       {OLD,  "source", NULL},
  {OLD,  "referenceFormulation", NULL},{OLD,  "iterator", NULL},
  {OLD,  "reference", NULL},           {OLD,  "query", NULL},
  {OLD,  "languageMap", NULL},         {OLD,  "datatypeMap", NULL},
  {OLD,  "logicalTarget", NULL},       {OLD,  "joinCondition", NULL},
  {OLD,  "parentTermMap", NULL},       {OLD,  "quotedTriplesMap", NULL},
  {OLD,  "AssertedTriplesMap", NULL},  {OLD,  "NonAssertedTriplesMap", NULL},
  {OLD,  "StarMap", "TermMap"},        {OLD,  "subjectMap", NULL},
  {OLD,  "objectMap", NULL},
  {FNML, "FunctionTermMap", "TermMap"},{FNML, "FunctionMap", "TermMap"},
  {FNML, "Execution", "FunctionExecution"},
  {FNML, "functionValue", NULL},       {FNML, "execution", "functionExecution"},
  {FNML, "function", NULL},            {FNML, "functionMap", NULL},
  {FNML, "input", NULL},               {FNML, "inputParameter", "input"},
  {FNML, "parameter", NULL},           {FNML, "parameterMap", NULL},
  {FNML, "value", "inputValue"},       {FNML, "valueMap", "inputValueMap"},
  {FNML, "inputValue", NULL},          {FNML, "inputValueMap", NULL},
  {FNML, "return", NULL},              {FNML, "returnMap", NULL},
  {FNML, "output", "return"},
  {RMLT, "LogicalTarget", NULL},       {RMLT, "target", NULL},
  {RMLT, "serialization", NULL},       {RMLT, "compression", NULL},
  {RMLT, "encoding", NULL},
  {COMP, "gzip", NULL},                {COMP, "zip", NULL},
  {COMP, "xz", NULL},                  {COMP, "none", NULL},
  {COMP, "targzip", "targz"},          {COMP, "tarxz", NULL},
  {ENC,  "UTF-8", NULL},               {ENC,  "UTF-16", NULL},
};

/// Parts of the core namespace that its drafts used
static const char *const draft_parts[] = {"ql/", "comp/", "enc/", "io/", "fnml/", "core/", "star/"};
// clang-format on

/// The bits of the roles that a property may be said of
#define BIT(role) (1U << RHUMB_RML_##role)

#define TYPED                                                                 \
  (BIT(SUBJECT_MAP) | BIT(PREDICATE_MAP) | BIT(OBJECT_MAP) | BIT(GRAPH_MAP) | \
   BIT(VALUE_MAP))
/// What may have a condition: values that there are where it holds
#define CONDITIONAL \
  (TYPED | BIT(DATATYPE_MAP) | BIT(LANGUAGE_MAP) | BIT(JOIN_MAP))
#define CALLED (VALUED | BIT(FIELD) | BIT(JOIN) | BIT(CONDITION))
#define VALUED                                                     \
  (TYPED | BIT(DATATYPE_MAP) | BIT(LANGUAGE_MAP) | BIT(JOIN_MAP) | \
   BIT(NAME_MAP))
#define NAMED     (BIT(FIELD) | BIT(ITERABLE))
#define LITERALS  (BIT(OBJECT_MAP) | BIT(VALUE_MAP))
#define GATHERING (BIT(SUBJECT_MAP) | BIT(OBJECT_MAP))
#define FILES     (BIT(SOURCE) | BIT(TARGET))

/// What a property's values may be
typedef enum { ANY, IRI, NODE, LITERAL } Range;

static const char *const range_names[] = {
    "a term", "an IRI", "a node, such as [ … ]", "a literal"};

typedef struct {
  const char *name;
  unsigned roles; ///< Of what it may be said, a bit each
  Range range;
  bool many; ///< May be said several times
} Property;

// clang-format off
static const Property properties[] = {
  {"constant",             VALUED | BIT(FIELD),              ANY,     false},
  {"reference",            VALUED | BIT(FIELD),              LITERAL, false},
  {"template",             VALUED | BIT(FIELD),              LITERAL, false},
  {"functionExecution",    CALLED,                           NODE,    false},
  {"functionValue",        CALLED,                           NODE,    false},
  {"return",               CALLED,                           IRI,     false},
  {"returnMap",            CALLED,                           NODE,    false},
  {"condition",            CONDITIONAL,                      NODE,    true},
  {"termType",             VALUED | BIT(JOIN) | BIT(PAIR),   IRI,     false},
  {"datatype",             LITERALS,                         IRI,     false},
  {"datatypeMap",          LITERALS,                         NODE,    false},
  {"language",             LITERALS,                         LITERAL, false},
  {"languageMap",          LITERALS,                         NODE,    false},
  {"logicalTarget",        TYPED | BIT(LANGUAGE_MAP) | BIT(DATATYPE_MAP), NODE, true},
  {"inverseExpression",    TYPED,                            LITERAL, false},
  {"class",                BIT(SUBJECT_MAP),                 IRI,     true},
  {"graph",                BIT(SUBJECT_MAP) | BIT(PAIR),     NODE,    true},
  {"graphMap",             BIT(SUBJECT_MAP) | BIT(PAIR),     NODE,    true},
  {"logicalSource",        BIT(TRIPLES_MAP) | BIT(EXECUTION),NODE,    false},
  {"subjectMap",           BIT(TRIPLES_MAP),                 NODE,    true},
  {"subject",              BIT(TRIPLES_MAP),                 ANY,     true},
  {"predicateObjectMap",   BIT(TRIPLES_MAP) | BIT(EXECUTION),NODE,    true},
  {"baseIRI",              BIT(TRIPLES_MAP),                 ANY,     false},
  {"predicate",            BIT(PAIR),                        ANY,     true},
  {"predicateMap",         BIT(PAIR),                        NODE,    true},
  {"object",               BIT(PAIR),                        ANY,     true},
  {"objectMap",            BIT(PAIR),                        NODE,    true},
  {"parentTriplesMap",     BIT(OBJECT_MAP),                  NODE,    false},
  {"quotedTriplesMap",     BIT(SUBJECT_MAP)|BIT(OBJECT_MAP), NODE,    false},
  {"joinCondition",        BIT(SUBJECT_MAP)|BIT(OBJECT_MAP)|BIT(VIEW_JOIN), NODE, true},
  {"parentTermMap",        BIT(VALUE_MAP),                   NODE,    false},
  {"child",                BIT(JOIN),                        LITERAL, false},
  {"childMap",             BIT(JOIN),                        NODE,    false},
  {"parent",               BIT(JOIN),                        LITERAL, false},
  {"parentMap",            BIT(JOIN),                        NODE,    false},
  {"source",               BIT(LOGICAL_SOURCE),              ANY,     false},
  {"referenceFormulation", BIT(LOGICAL_SOURCE) | BIT(ITERABLE),NODE,  false},
  {"iterator",             BIT(LOGICAL_SOURCE) | BIT(ITERABLE),LITERAL,false},
  {"viewOn",               BIT(VIEW),                        NODE,    false},
  {"field",                BIT(VIEW) | NAMED | BIT(VIEW_JOIN),NODE,   true},
  {"fieldName",            NAMED,                            LITERAL, false},
  {"leftJoin",             BIT(VIEW),                        NODE,    true},
  {"innerJoin",            BIT(VIEW),                        NODE,    true},
  {"parentLogicalView",    BIT(VIEW_JOIN),                   NODE,    false},
  {"structuralAnnotation", BIT(VIEW),                        NODE,    true},
  {"onFields",             BIT(ANNOTATION),                  ANY,     true},
  {"targetView",           BIT(ANNOTATION),                  NODE,    false},
  {"targetFields",         BIT(ANNOTATION),                  ANY,     true},
  {"tableName",            BIT(LOGICAL_SOURCE),              LITERAL, false},
  {"query",                BIT(LOGICAL_SOURCE) | BIT(SOURCE),LITERAL, false},
  {"sqlVersion",           BIT(LOGICAL_SOURCE),              IRI,     true},
  {"path",                 FILES,                            LITERAL, false},
  {"root",                 FILES,                            ANY,     false},
  {"encoding",             FILES | BIT(LOGICAL_TARGET),      IRI,     false},
  {"compression",          FILES | BIT(LOGICAL_TARGET),      IRI,     false},
  {"null",                 BIT(SOURCE) | BIT(FORMULATION),   LITERAL, true},
  {"namespace",            BIT(FORMULATION),                 NODE,    true},
  {"namespacePrefix",      BIT(NAMESPACE),                   LITERAL, false},
  {"namespaceURL",         BIT(NAMESPACE),                   ANY,     false},
  {"mode",                 BIT(TARGET) | BIT(LOGICAL_TARGET),IRI,     false},
  {"target",               BIT(LOGICAL_TARGET),              ANY,     false},
  {"serialization",        BIT(LOGICAL_TARGET) | BIT(TARGET),IRI,     false},
  {"function",             BIT(EXECUTION),                   IRI,     false},
  {"functionMap",          BIT(EXECUTION),                   NODE,    false},
  {"input",                BIT(EXECUTION),                   NODE,    true},
  {"parameter",            BIT(INPUT),                       IRI,     false},
  {"parameterMap",         BIT(INPUT),                       NODE,    false},
  {"inputValue",           BIT(INPUT),                       ANY,     false},
  {"inputValueMap",        BIT(INPUT),                       NODE,    false},
  {"gather",               GATHERING,                        NODE,    false},
  {"gatherAs",             GATHERING,                        IRI,     false},
  {"strategy",             GATHERING,                        IRI,     false},
  {"allowEmptyListAndContainer", GATHERING,                  LITERAL, false},
};
// clang-format on

const char *const rhumb_rml_role_names[RHUMB_RML_N_ROLES] = {
    [RHUMB_RML_TRIPLES_MAP] = "triples map",
    [RHUMB_RML_SUBJECT_MAP] = "subject map",
    [RHUMB_RML_PREDICATE_MAP] = "predicate map",
    [RHUMB_RML_OBJECT_MAP] = "object map",
    [RHUMB_RML_GRAPH_MAP] = "graph map",
    [RHUMB_RML_DATATYPE_MAP] = "datatype map",
    [RHUMB_RML_LANGUAGE_MAP] = "language map",
    [RHUMB_RML_JOIN_MAP] = "child or parent map",
    [RHUMB_RML_VALUE_MAP] = "value map",
    [RHUMB_RML_NAME_MAP] = "function, parameter or return map",
    [RHUMB_RML_CONDITION] = "condition",
    [RHUMB_RML_PAIR] = "predicate object map",
    [RHUMB_RML_JOIN] = "join condition",
    [RHUMB_RML_LOGICAL_SOURCE] = "logical source",
    [RHUMB_RML_VIEW] = "logical view",
    [RHUMB_RML_FIELD] = "expression field",
    [RHUMB_RML_ITERABLE] = "iterable field",
    [RHUMB_RML_VIEW_JOIN] = "join of views",
    [RHUMB_RML_ANNOTATION] = "structural annotation",
    [RHUMB_RML_SOURCE] = "source",
    [RHUMB_RML_FORMULATION] = "reference formulation",
    [RHUMB_RML_NAMESPACE] = "namespace",
    [RHUMB_RML_LOGICAL_TARGET] = "logical target",
    [RHUMB_RML_TARGET] = "target",
    [RHUMB_RML_EXECUTION] = "function execution",
    [RHUMB_RML_INPUT] = "function input",
};

static RhumbStr
core_name(const RhumbStr iri)
{
  RhumbStr name = rhumb_str_slice(iri, sizeof(RHUMB_RML) - 1, iri.len);
  for (size_t i = 0; i < RHUMB_COUNT(draft_parts); ++i) {
    const RhumbStr part = rhumb_str(draft_parts[i]);
    if (rhumb_str_starts(name, part)) {
      return rhumb_str_slice(name, part.len, name.len);
    }
  }
  return name;
}

RhumbStr
rhumb_rml_rename(const RhumbStr iri, RhumbRmlEra *const era)
{
  if (rhumb_str_starts(iri, RHUMB_STR(RHUMB_RML))) {
    *era = RHUMB_RML_NEW;
    return core_name(iri);
  }

  const size_t start = rhumb_str_last(iri, "#/");
  const RhumbStr space = rhumb_str_slice(iri, 0, start);
  const RhumbStr name = rhumb_str_from(iri, start);
  *era = RHUMB_RML_FOREIGN;
  for (size_t i = 0; i < RHUMB_COUNT(renames); ++i) {
    const Rename *const row = &renames[i];
    if (rhumb_str_is(space, row->space)) {
      *era = RHUMB_RML_OLD;
      if (rhumb_str_is(name, row->name)) {
        return row->core ? rhumb_str(row->core) : name;
      }
    }
  }
  return iri;
}

RhumbStr
rhumb_rml_show(const RhumbRml *const rml, const RhumbStr iri)
{
  RhumbBuf out = {0};
  rhumb_prefixes_shorten(&rml->mapping->prefixes, &out, iri);
  const bool whole = rhumb_str_equal(rhumb_buf_str(&out), iri);
  const RhumbStr shown =
      whole ? rhumb_str_format(rml->arena, "<%.*s>", RHUMB_FMT(iri))
            : rhumb_str_copy(rml->arena, rhumb_buf_str(&out));
  rhumb_buf_free(&out);
  return shown;
}

static const char *
show_word(const RhumbRml *const rml,
          const char *const space,
          const char *const name)
{
  const RhumbStr iri = rhumb_str_format(rml->arena, "%s%s", space, name);
  return rhumb_rml_show(rml, iri).data;
}

/// Return the classic term for a core name: one of the same name before others
static const Rename *
classic_of(const char *const name)
{
  const Rename *other = NULL;
  for (size_t i = 0; i < RHUMB_COUNT(renames); ++i) {
    if (!renames[i].core && strcmp(renames[i].name, name) == 0) {
      return &renames[i];
    }
    if (renames[i].core && !other && strcmp(renames[i].core, name) == 0) {
      other = &renames[i];
    }
  }
  return other;
}

RhumbStr
rhumb_rml_iri(RhumbArena *const arena,
              const RhumbProfile profile,
              const char *const name)
{
  const Rename *const old = classic_of(name);
  if (profile == RHUMB_CORE) {
    return rhumb_str_format(arena, "%s%s", RHUMB_RML, name);
  }
  return old ? rhumb_str_format(arena, "%s%s", old->space, old->name)
             : RHUMB_STR("");
}

const char *
rhumb_rml_word(const RhumbRml *const rml, const char *const name)
{
  const Rename *const old =
      rml->profile == RHUMB_CLASSIC ? classic_of(name) : NULL;
  return old ? show_word(rml, old->space, old->name)
             : show_word(rml, RHUMB_RML, name);
}

void
rhumb_rml_check_same(RhumbRml *const rml,
                     const RhumbRmlStatement *const first,
                     const RhumbRmlStatement *const again)
{
  const RhumbStr shown = rhumb_rml_show(rml, again->iri);
  if (!first || rhumb_term_equal(&first->object->term, &again->object->term)) {
    return;
  }
  if (rhumb_str_equal(first->name, again->name)) {
    RHUMB_RML_FAIL(rml,
                   again->loc,
                   "%.*s is said twice; the other is on line %u",
                   RHUMB_FMT(shown),
                   first->loc.line);
  } else {
    RHUMB_RML_FAIL(rml,
                   again->loc,
                   "%.*s says otherwise than %.*s on line %u; say one of them",
                   RHUMB_FMT(shown),
                   RHUMB_FMT(rhumb_rml_show(rml, first->iri)),
                   first->loc.line);
  }
}

/// Return the known property nearest to an unknown one of the same era
static const char *
near_property(const RhumbRml *const rml, const RhumbRmlStatement *const said)
{
  const char *words[RHUMB_COUNT(renames) + RHUMB_COUNT(properties) + 1] = {0};
  size_t count = 0;
  for (size_t i = 0; said->era == RHUMB_RML_OLD && i < RHUMB_COUNT(renames);
       ++i) {
    const char *const core =
        renames[i].core ? renames[i].core : renames[i].name;
    if (RHUMB_ROW(properties, rhumb_str(core))) {
      words[count++] = show_word(rml, renames[i].space, renames[i].name);
    }
  }
  for (size_t i = 0; said->era == RHUMB_RML_NEW && i < RHUMB_COUNT(properties);
       ++i) {
    words[count++] = show_word(rml, RHUMB_RML, properties[i].name);
  }
  return rhumb_near(rhumb_rml_show(rml, said->iri), words);
}

static bool
in_range(const RhumbTermKind kind, const Range range)
{
  switch (range) {
  case IRI:
    return kind == RHUMB_TERM_IRI;
  case NODE:
    return kind != RHUMB_TERM_LITERAL;
  case LITERAL:
    return kind == RHUMB_TERM_LITERAL;
  case ANY:
  default:
    return true;
  }
}

/// Return an earlier statement with the same property, or NULL
static const RhumbRmlStatement *
said_before(const RhumbRmlNode *const node, const size_t index)
{
  for (size_t i = 0; i < index; ++i) {
    if (rhumb_str_equal(node->statements[i].name,
                        node->statements[index].name)) {
      return &node->statements[i];
    }
  }
  return NULL;
}

/// True if `node` would take its value from data, as term maps do
static bool
is_made_of_data(const RhumbRmlNode *const node)
{
  for (size_t i = 0; i < node->count; ++i) {
    const Property *const property =
        RHUMB_ROW(properties, node->statements[i].name);
    if (property && property->roles & BIT(SUBJECT_MAP)) {
      return true;
    }
  }
  return false;
}

/// True for a statement that makes a target, or its path, depend on data
static bool
is_dynamic(const RhumbRmlStatement *const said,
           const Property *const property,
           const RhumbRmlRole role)
{
  return ((BIT(TARGET) | BIT(LOGICAL_TARGET)) & (1U << role)) &&
         (property->roles & BIT(SUBJECT_MAP) ||
          ((property->range == LITERAL || property->range == IRI) &&
           is_made_of_data(said->object)));
}

static void
check_statement(RhumbRml *const rml,
                RhumbRmlNode *const node,
                const size_t index,
                const RhumbRmlRole role)
{
  const RhumbRmlStatement *const said = &node->statements[index];
  const Property *const property = RHUMB_ROW(properties, said->name);
  const RhumbStr word = rhumb_rml_show(rml, said->iri);
  if (!property) {
    node->flawed = true;
    rhumb_rml_keep(rml,
                   rhumb_fail_near(rml->diag,
                                   RHUMB_ERR_REFERENCE,
                                   said->loc,
                                   near_property(rml, said),
                                   "RML has no property %.*s",
                                   RHUMB_FMT(word)));
  } else if (is_dynamic(said, property, role)) {
    RHUMB_RML_UNSUPPORTED(rml,
                          said->loc,
                          "targets that depend on the data are not supported; "
                          "name one file with %s",
                          rhumb_rml_word(rml, "path"));
  } else if (!(property->roles & (1U << role))) {
    RHUMB_RML_FAIL(rml,
                   said->loc,
                   "%.*s does not belong on %s %s",
                   RHUMB_FMT(word),
                   strchr("aeiou", *rhumb_rml_role_names[role]) ? "an" : "a",
                   rhumb_rml_role_names[role]);
  } else if (!in_range(said->object->term.kind, property->range)) {
    RHUMB_RML_FAIL(rml,
                   said->object_loc,
                   "%.*s needs %s",
                   RHUMB_FMT(word),
                   range_names[property->range]);
  } else if (role == RHUMB_RML_JOIN && said_before(node, index) &&
             rhumb_str_is(said->name, "functionValue")) {
    rhumb_warn(rml->diag,
               RHUMB_WARNING,
               said->loc,
               "two functions in one join condition: both must hold; give each "
               "a %s of its own",
               rhumb_rml_word(rml, "joinCondition"));
  } else if (!property->many && said_before(node, index)) {
    RHUMB_RML_FAIL(rml,
                   said->loc,
                   "%.*s is said twice of one %s; the other is on line %u",
                   RHUMB_FMT(word),
                   rhumb_rml_role_names[role],
                   said_before(node, index)->loc.line);
  }
}

void
rhumb_rml_check(RhumbRml *const rml,
                RhumbRmlNode *const node,
                const RhumbRmlRole role)
{
  const unsigned bit = 1U << role;
  node->used = true;
  for (size_t i = 0; !(node->checked & bit) && i < node->count; ++i) {
    if (node->statements[i].era != RHUMB_RML_FOREIGN) {
      check_statement(rml, node, i, role);
    }
  }
  node->checked |= bit;
}
