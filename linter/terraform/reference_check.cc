// SPDX-License-Identifier: Apache-2.0
// Holds one reference against what is declared where it stands. Exports site_of, check_reference,
// check_references of an expression and Evaluator::terragrunt_of. Tested in
// tests/terraform/static_references_test.cc.
#include "terraform/reference_check.h"

#include <algorithm>
#include <array>

#include "terraform/attribute_path.h"
#include "terraform/body_reader.h"
#include "terraform/static_expression.h"

namespace terraform {

namespace {

using syntax::Step;
using syntax::StepKind;
using syntax::Traversal;

// Roots that Terraform keeps for later versions.
constexpr std::array<std::string_view, 3> kReserved = {"template", "lazy", "arg"};

std::string quoted(std::string_view text) { return '"' + std::string(text) + '"'; }

template <class Table>
std::vector<std::string_view> names_of(const Table& table) {
  std::vector<std::string_view> names;
  names.reserve(table.size());
  for (const auto& [name, item] : table) names.push_back(name);
  return names;
}

class ReferenceCheck {
 public:
  ReferenceCheck(Evaluator& evaluator, const Site& site, const Traversal& reference)
      : evaluator_(evaluator), site_(site), module_(*site.module), reference_(reference) {}

  // Why the reference is refused; empty: it stands.
  std::string check() {
    look();
    return std::move(why_);
  }

 private:
  void look() {
    const std::string_view root = reference_.root;
    if (root == "var") return variable();
    if (root == "local") return local();
    if (root == "module") return module_call();
    if (root == "data") return resource(schema::Mode::data, 0);
    if (root == "resource") return resource(schema::Mode::managed, 0);
    if (root == "each") return each();
    if (root == "count") return count();
    if (root == "path") return path();
    if (root == "terraform") return terraform();
    if (root == "self") return self();
    if (root == "ephemeral") return;  // such resources are not read
    if (std::ranges::find(kReserved, root) != kReserved.end()) return reserved();
    resource(schema::Mode::managed, -1);
  }

  // The name at a step; empty if there is none.
  [[nodiscard]] std::string_view name_at(size_t step) const {
    if (step >= reference_.steps.size()) return {};
    const Step& found = reference_.steps[step];
    return found.kind == StepKind::attribute ? found.text : std::string_view();
  }

  // What names the thing: the root and so many steps.
  [[nodiscard]] Range subject(size_t steps) const {
    steps = std::min(steps, reference_.steps.size());
    return steps == 0 ? reference_.root_range
                      : source::join(reference_.root_range, reference_.steps[steps - 1].range);
  }

  void wrong(Range range, std::string summary, std::string detail) {
    if (why_.empty()) why_ = summary;
    evaluator_.report_once(range, std::move(summary), std::move(detail));
  }

  // Of what Terragrunt may declare it is said once that it is not there to be read.
  void undeclared(Range range, std::string summary, std::string detail) {
    const std::string& terragrunt = evaluator_.terragrunt_of(module_);
    if (terragrunt.empty()) return wrong(range, std::move(summary), std::move(detail));
    evaluator_.report_once({}, "What Terragrunt adds to " + module_.directory + " is not there",
                           terragrunt +
                               " has it add files, so that what is not declared here is unknown. A "
                               "plan tells what it is.",
                           diagnostics::Severity::note);
  }

  // The name after a root that stands for nothing by itself; empty, and reported, if there is none.
  std::string_view member() {
    const std::string_view name = name_at(0);
    const std::string root = quoted(reference_.root);
    if (reference_.steps.empty()) {
      wrong(reference_.root_range, "Invalid reference",
            "The " + root +
                " object cannot be accessed directly. Instead, access one of its attributes.");
    } else if (name.empty()) {
      wrong(reference_.steps[0].range, "Invalid reference",
            "The " + root + " object does not support this operation.");
    }
    return name;
  }

  void variable() {
    const std::string_view name = member();
    if (name.empty() || module_.variables.contains(name)) return;
    const std::string hint = did_you_mean(name, names_of(module_.variables));
    undeclared(subject(1), "Reference to undeclared input variable",
               "An input variable with the name " + quoted(name) + " has not been declared." +
                   (hint.empty() ? " This variable can be declared with a variable " +
                                       quoted(name) + " {} block."
                                 : hint));
  }

  void local() {
    const std::string_view name = member();
    if (name.empty() || module_.locals.contains(name)) return;
    undeclared(subject(1), "Reference to undeclared local value",
               "A local value with the name " + quoted(name) + " has not been declared." +
                   did_you_mean(name, names_of(module_.locals)));
  }

  // Keys and outputs are a matter of evaluation.
  void module_call() {
    const std::string_view name = member();
    if (name.empty() || module_.calls.contains(name)) return;
    undeclared(subject(2), "Reference to undeclared module",
               "No module call named " + quoted(name) + " is declared in " + here() + "." +
                   did_you_mean(name, names_of(module_.calls)));
  }

  // `offset` is that of the type among the steps; -1: it is the root.
  void resource(schema::Mode mode, int offset) {
    const std::string_view type =
        offset < 0 ? reference_.root : name_at(static_cast<size_t>(offset));
    const size_t name_step = offset < 0 ? 0 : static_cast<size_t>(offset) + 1;
    const std::string_view name = name_at(name_step);
    if (type.empty() || name.empty()) return incomplete(offset);
    const bool data = mode == schema::Mode::data;
    const auto& table = data ? module_.data : module_.resources;
    const auto found = table.find({type, name});
    if (found == table.end()) {
      if (data && is_scoped(type, name)) return;
      return undeclared(subject(name_step + 1 + (has_key(name_step + 1) ? 1 : 0)),
                        "Reference to undeclared resource",
                        std::string("A ") + (data ? "data" : "managed") + " resource " +
                            quoted(type) + ' ' + quoted(name) + " has not been declared in " +
                            here() + '.');
    }
    const Resource& resource = found->second;
    if (&resource == site_.around) itself(resource, name_step);
    key(resource, name_step);
    attributes(resource, name_step + 1 + (has_key(name_step + 1) ? 1 : 0));
  }

  // Whether it is the data source inside of the check block around.
  [[nodiscard]] bool is_scoped(std::string_view type, std::string_view name) const {
    return site_.check && std::ranges::any_of(site_.check->body->blocks, [&](const auto& block) {
             return block.type == "data" && block.labels.size() == 2 &&
                    block.labels[0].text == type && block.labels[1].text == name;
           });
  }

  void incomplete(int offset) {
    const std::string root(reference_.root);
    wrong(reference_.range, "Invalid reference",
          offset < 0 ? "A reference to a resource type must be followed by at least one "
                       "attribute access, specifying the resource name."
          : root == "data"
              ? "The \"data\" object must be followed by two attribute names: the data "
                "source type and the resource name."
              : "The \"resource\" object must be followed by two attribute names: the "
                "resource type and the resource name.");
  }

  [[nodiscard]] bool has_key(size_t step) const {
    return step < reference_.steps.size() && reference_.steps[step].kind != StepKind::attribute;
  }

  // Terraform finds a block that refers to itself when it plans one of its instances.
  void itself(const Resource& resource, size_t name_step) {
    const std::string name = path_text(reference_.root, reference_.steps.first(name_step + 1));
    const std::string detail = "Configuration for " + name + " may not refer to itself.";
    if (!site_.condition.empty()) {
      return wrong(subject(name_step + 1), "Invalid reference in " + std::string(site_.condition),
                   detail);
    }
    const bool repeats = resource.count || resource.for_each;
    const bool in_repetition = repeats && site_.repeats == Repeats::once;
    if (in_repetition || is_planned(evaluator_, resource))
      wrong(subject(name_step + 1), "Self-referential block", detail);
  }

  // Instances are named by their key if, and only if, the block repeats.
  void key(const Resource& resource, size_t name_step) {
    if (name_step + 1 >= reference_.steps.size()) return;
    const bool keyed = has_key(name_step + 1);
    const char* repeats = resource.count ? "count" : resource.for_each ? "for_each" : nullptr;
    if ((repeats != nullptr) == keyed) return;
    const std::string address = path_text(reference_.root, reference_.steps.first(name_step + 1));
    if (repeats) {
      wrong(subject(name_step + 1), "Missing resource instance key",
            "Because " + address + " has \"" + repeats +
                "\" set, its attributes must be accessed on specific instances. For example, to "
                "correlate with indices of a referring resource, use: " +
                address + (resource.count ? "[count.index]" : "[each.key]"));
    } else {
      wrong(subject(name_step + 2), "Unexpected resource instance key",
            "Because " + address +
                " does not have \"count\" or \"for_each\" set, references to it must not include "
                "an index key. Remove the bracketed index to refer to the single instance of this "
                "resource.");
    }
  }

  // The steps from `first` on against the schema, if it is that of the very version in use.
  void attributes(const Resource& resource, size_t first) {
    const auto steps = reference_.steps.subspan(std::min(first, reference_.steps.size()));
    if (steps.empty()) return;
    if (name_at(first) == "count") {
      return wrong(subject(first), "Invalid resource count attribute",
                   "The special \"count\" attribute is no longer supported after Terraform v0.12. "
                   "Instead, use length(" +
                       path_text(reference_.root, reference_.steps.first(first)) +
                       ") to count resource instances.");
    }
    const ResourceContent& content = evaluator_.content(module_, resource);
    if (!content.schema || !content.provider->exact) return;
    if (auto problem = find_problem(*content.schema, steps, evaluator_)) {
      wrong(problem->subject, std::move(problem->summary), std::move(problem->detail));
    }
  }

  void each() {
    const std::string_view name = member();
    if (name.empty()) return;
    if (name != "key" && name != "value") {
      wrong(subject(1), "Invalid \"each\" attribute",
            "The \"each\" object does not have an attribute named " + quoted(name) +
                ". The supported attributes are each.key and each.value, the current key and "
                "value pair of the \"for_each\" attribute set.");
    } else if (site_.repeats != Repeats::for_each && !site_.may_be_none) {
      wrong(subject(1), "Reference to \"each\" in context without for_each",
            "The \"each\" object can be used only in \"module\" or \"resource\" blocks, and "
            "only when the \"for_each\" argument is set.");
    }
  }

  void count() {
    const std::string_view name = member();
    if (name.empty()) return;
    if (name != "index") {
      wrong(subject(1), "Invalid \"count\" attribute",
            "The \"count\" object does not have an attribute named " + quoted(name) +
                ". The only supported attribute is count.index.");
    } else if (site_.repeats != Repeats::count && !site_.may_be_none) {
      wrong(subject(1), "Reference to \"count\" in non-counted context",
            "The \"count\" object can only be used in \"module\", \"resource\", and "
            "\"data\" blocks, and only when the \"count\" argument is set.");
    }
  }

  void path() {
    const std::string_view name = member();
    if (name.empty() || name == "module" || name == "root" || name == "cwd") return;
    wrong(subject(1), "Invalid \"path\" attribute",
          "The \"path\" object does not have an attribute named " + quoted(name) + '.');
  }

  void terraform() {
    const std::string_view name = member();
    if (name.empty() || name == "workspace" || name == "applying") return;
    wrong(subject(1), "Invalid \"terraform\" attribute",
          "The \"terraform\" object does not have an attribute named " + quoted(name) +
              ". The only supported attribute is terraform.workspace, the name of the "
              "currently-selected workspace.");
  }

  void self() {
    if (site_.self) return attributes(*site_.self, 0);
    wrong(reference_.root_range, "Invalid \"self\" reference",
          "The \"self\" object is not available in this context. This object can be used "
          "only in resource provisioner, connection, and postcondition blocks.");
  }

  void reserved() {
    wrong(reference_.root_range, "Reserved symbol name",
          "The symbol name " + quoted(reference_.root) +
              " is reserved for use in a future Terraform version. If it is the name of a resource "
              "type, put \"resource.\" before it.");
  }

  [[nodiscard]] std::string here() const {
    return site_.address.empty() ? "the root module" : site_.address;
  }

  Evaluator& evaluator_;
  const Site& site_;
  const Module& module_;
  const Traversal& reference_;
  std::string why_;
};

}  // namespace

const std::string& Evaluator::terragrunt_of(const Module& module) {
  static const std::string nothing;
  const bool asked = purpose == Purpose::check && !module.known_only;
  return asked ? loader.terragrunt_of(module.directory) : nothing;
}

bool is_planned(const Evaluator& evaluator, const Resource& resource) {
  return std::ranges::any_of(evaluator.resources, [&](const ResourceInstance& instance) {
    return instance.resource == &resource && !instance.conditional;
  });
}

Site site_of(const Evaluator& evaluator, const Place& place) {
  return {.module = &evaluator.module_of(place.module),
          .address = evaluator.instance_of(place.module).address,
          .repeats = place.repetition ? place.repetition->repeats : Repeats::once,
          .around = place.self ? nullptr : place.resource,
          .self = place.self ? place.resource : nullptr};
}

std::string_view check_reference(Evaluator& evaluator, const Site& site,
                                 const Traversal& reference) {
  if (evaluator.plan_alone) return {};  // Terraform has found nothing, and not all is told
  const auto [known, fresh] = evaluator.checked_references.try_emplace(&reference);
  if (!fresh) return known->second;
  std::string why = ReferenceCheck(evaluator, site, reference).check();
  return evaluator.checked_references[&reference] = std::move(why);
}

void check_references(Evaluator& evaluator, const Site& site,
                      const syntax::Expression& expression) {
  for (const Traversal* reference : expressions::references(expression)) {
    check_reference(evaluator, site, *reference);
  }
}

}  // namespace terraform
