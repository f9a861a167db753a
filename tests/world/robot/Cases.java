// SPDX-License-Identifier: ISC

import java.io.File;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.semanticweb.HermiT.ReasonerFactory;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.model.AxiomType;
import org.semanticweb.owlapi.model.IRI;
import org.semanticweb.owlapi.model.MissingImportHandlingStrategy;
import org.semanticweb.owlapi.model.OWLAxiom;
import org.semanticweb.owlapi.model.OWLClass;
import org.semanticweb.owlapi.model.OWLException;
import org.semanticweb.owlapi.model.OWLNamedIndividual;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.model.OWLOntologyLoaderConfiguration;
import org.semanticweb.owlapi.model.OWLOntologyManager;
import org.semanticweb.owlapi.model.parameters.Imports;
import org.semanticweb.owlapi.profiles.OWL2DLProfile;
import org.semanticweb.owlapi.reasoner.OWLReasoner;
import org.semanticweb.owlapi.util.SimpleIRIMapper;

/**
 * Asks HermiT about small cases, in one run.
 *
 * <p>Usage: Cases VOCABULARY ALIGNMENTS FILE... Each file imports the vocabulary by its version and
 * is tried with it, and with the alignments too. NAME.ttl beside NAME.reason.ttl must be
 * inconsistent, and consistent once the axioms of NAME.reason.ttl are taken out of the vocabulary;
 * any other must be consistent, and no two of its individuals may be found to be one. Each is OWL 2
 * DL. A line for each answer: "ok" or "not ok", what was tried, and why not.
 */
public final class Cases {
  private static final IRI VOCABULARY = IRI.create("https://w3id.org/rhumb/attribution/0.2.0");
  private static final String REASON = ".reason.ttl";

  private final File vocabulary;
  private final File alignments;

  private Cases(File vocabulary, File alignments) {
    this.vocabulary = vocabulary;
    this.alignments = alignments;
  }

  public static void main(String[] args) throws Exception {
    Cases cases = new Cases(new File(args[0]), new File(args[1]));
    for (String name : Arrays.copyOfRange(args, 2, args.length)) {
      File file = new File(name);
      File reason = new File(name.replaceFirst("\\.ttl$", REASON));
      if (reason.exists()) {
        cases.tryInconsistent(file, reason);
      } else {
        cases.tryConsistent(file);
      }
    }
  }

  private static void say(String why, File file, String what) {
    boolean good = why.isEmpty();
    System.out.println((good ? "ok " : "not ok ") + file.getName() + what + (good ? "" : ": " + why));
  }

  private void tryConsistent(File file) throws OWLException {
    for (boolean aligned : new boolean[] {false, true}) {
      OWLOntology ontology = load(file, aligned);
      say(profile(ontology) + unsound(ontology), file, " is consistent" + with(aligned));
    }
  }

  private void tryInconsistent(File file, File reason) throws OWLException {
    for (boolean aligned : new boolean[] {false, true}) {
      OWLOntology ontology = load(file, aligned);
      boolean consistent = consistent(ontology);
      say(profile(ontology) + (consistent ? "it is consistent" : ""), file, " is inconsistent" + with(aligned));
      say(without(ontology, reason) + unsound(ontology), file, " is so for its reason" + with(aligned));
    }
  }

  private static String with(boolean aligned) {
    return aligned ? ", alignments too" : "";
  }

  private OWLOntology load(File file, boolean aligned) throws OWLException {
    OWLOntologyManager manager = OWLManager.createOWLOntologyManager();
    manager.getIRIMappers().add(new SimpleIRIMapper(VOCABULARY, IRI.create(vocabulary)));
    manager.setOntologyLoaderConfiguration(
        new OWLOntologyLoaderConfiguration()
            .setMissingImportHandlingStrategy(MissingImportHandlingStrategy.THROW_EXCEPTION));
    OWLOntology ontology = manager.loadOntologyFromOntologyDocument(file);
    if (aligned) {
      OWLOntology other = manager.loadOntologyFromOntologyDocument(alignments);
      manager.addAxioms(ontology, other.getAxioms());
    }
    return ontology;
  }

  private static boolean consistent(OWLOntology ontology) {
    OWLReasoner reasoner = new ReasonerFactory().createNonBufferingReasoner(ontology);
    try {
      return reasoner.isConsistent();
    } finally {
      reasoner.dispose();
    }
  }

  /** Nothing, or what is wrong with what should be sound. */
  private static String unsound(OWLOntology ontology) {
    OWLReasoner reasoner = new ReasonerFactory().createNonBufferingReasoner(ontology);
    try {
      if (!reasoner.isConsistent()) {
        return "it is inconsistent";
      }
      Set<OWLClass> empty = reasoner.getUnsatisfiableClasses().getEntitiesMinusBottom();
      if (!empty.isEmpty()) {
        return "no member can there be of " + empty;
      }
      for (OWLNamedIndividual one : ontology.getIndividualsInSignature(Imports.INCLUDED)) {
        if (reasoner.getSameIndividuals(one).getSize() > 1) {
          return "found to be one: " + reasoner.getSameIndividuals(one).getEntities();
        }
      }
      return "";
    } finally {
      reasoner.dispose();
    }
  }

  private static String profile(OWLOntology ontology) {
    return new OWL2DLProfile()
        .checkOntology(ontology).getViolations().stream()
            .map(violation -> "not OWL 2 DL, " + violation + "; ")
            .collect(Collectors.joining());
  }

  /** Takes the reason's axioms out of the vocabulary; says which is not there. */
  private String without(OWLOntology ontology, File reason) throws OWLException {
    Set<OWLAxiom> axioms = new HashSet<>(load(reason, false).getAxioms());
    axioms.removeIf(axiom -> axiom.isOfType(AxiomType.DECLARATION));
    OWLOntologyManager manager = ontology.getOWLOntologyManager();
    String missing = axioms.isEmpty() ? "no reason is given; " : "";
    for (OWLAxiom axiom : axioms) {
      boolean found = false;
      for (OWLOntology each : manager.getOntologies()) {
        if (each.containsAxiom(axiom)) {
          found = true;
          manager.removeAxiom(each, axiom);
        }
      }
      missing += found ? "" : "not in the vocabulary: " + axiom + "; ";
    }
    return missing;
  }
}
