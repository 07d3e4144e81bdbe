// SPDX-License-Identifier: Apache-2.0
// Dynamic blocks: for_each, iterator and content. A collection of unknown length gives the
// elements that its sketch tells apart, or one that stands for any number. Exports IteratorScope
// and generate. Tested in tests/terraform/resources_test.cc.
#include "terraform/dynamic_block.h"

#include "terraform/body_reader.h"

namespace terraform {

namespace {

using syntax::Block;
using syntax::Body;
using values::Kind;
using values::SketchElement;

constexpr ArgumentSpec kArguments[] = {{"for_each", true}, {"iterator"}, {"labels"}};
constexpr BlockTypeSpec kBlocks[] = {{"content"}};
constexpr BodySpec kSpec{kArguments, kBlocks};

class Generator {
 public:
  Generator(Evaluator& evaluator, const expressions::Scope& scope)
      : evaluator_(evaluator), scope_(scope) {}

  Generation generate(const Block& dynamic) {
    diagnostics::Diagnostics problems;
    Context reading = evaluator_.context_for(problems);
    const syntax::Body& body = read_body(*dynamic.body, kSpec, dynamic.header, reading);
    evaluator_.append_once(std::move(problems));
    generation_.content = find_block(body, "content");
    if (!generation_.content) {
      evaluator_.report_once(dynamic.header, "Missing dynamic content block",
                             "A dynamic block must have a nested block of type \"content\" to "
                             "describe the body of each generated block.");
    }
    generation_.iterator_name = iterator_name(dynamic, body);
    const syntax::Expression* for_each = find_expression(body, "for_each");
    if (for_each) iterate(*for_each);
    return std::move(generation_);
  }

 private:
  void iterate(const syntax::Expression& for_each) {
    const Value collection = evaluator_.evaluate(for_each, scope_);
    if (collection.is_null()) {
      evaluator_.report_once(for_each.range, "Invalid dynamic for_each value",
                             "Cannot use a null value in for_each.");
    } else if (collection.is_unknown()) {
      iterate_unknown(collection);
    } else if (collection.kind() < Kind::list) {
      evaluator_.report_once(for_each.range, "Invalid dynamic for_each value",
                             "Cannot use a " +
                                 values::friendly_name(collection.type(evaluator_.arena)) +
                                 " value in for_each. An iterable collection is required.");
    } else {
      iterate_known(collection.materialized(evaluator_.arena), collection.marks(), for_each.range);
    }
  }

  void iterate_known(const Value& collection, values::Marks marks, Range range) {
    const auto elements = collection.elements();
    if (!expressions::spend(evaluator_.context, range, elements.size())) return;
    for (size_t i = 0; i < elements.size(); ++i) {
      const Value value = elements[i].with_marks(marks);
      switch (collection.kind()) {
        case Kind::map:
        case Kind::object:
          add(Value::string(collection.keys()[i], evaluator_.arena), value);
          break;
        case Kind::set:
          add(value, value);
          break;
        default:
          add(Value::number(static_cast<int64_t>(i)), value);
      }
    }
  }

  void iterate_unknown(const Value& collection) {
    generation_.unknown = collection;
    const values::Sketch* sketch = collection.unknown_data().sketch;
    if (sketch && sketch->kind == values::SketchKind::elements) {
      for (const SketchElement& element :
           static_cast<const values::ElementsSketch*>(sketch)->elements) {
        const bool has_key = element.key.is_known() || element.key.is_unknown();
        const Value key = has_key ? element.key : unknown_like(collection, {});
        add(collection.kind() == Kind::set ? element.value : key, element.value, element.optional,
            element.many);
      }
      return;
    }
    const values::Type type = collection.unknown_data().type;
    const Value value =
        unknown_like(collection, type.is_collection() ? type.element() : values::Type());
    add(unknown_like(collection, {}), value, true, true);
  }

  Value unknown_like(const Value& collection, values::Type type) {
    return values::unknown_from(type, {&collection, 1}, evaluator_.origins, evaluator_.arena);
  }

  void add(const Value& key, const Value& value, bool optional = false, bool many = false) {
    const std::string_view keys[] = {"key", "value"};
    const Value members[] = {key, value};
    generation_.blocks.push_back({Value::object(keys, members, evaluator_.arena), optional, many});
  }

  Evaluator& evaluator_;
  const expressions::Scope& scope_;
  Generation generation_;
};

}  // namespace

std::optional<expressions::Scope::Resolved> IteratorScope::resolve(
    const syntax::Traversal& traversal, Context& context) const {
  if (traversal.root == name_) return Resolved{iterator_, 0};
  return outer_.resolve(traversal, context);
}

std::string_view iterator_name(const Block& dynamic, const Body& body) {
  const syntax::Expression* given = find_expression(body, "iterator");
  if (given && given->kind == syntax::ExpressionKind::traversal) {
    return given->as<syntax::Traversal>().root;
  }
  if (given && given->kind == syntax::ExpressionKind::literal) {
    return given->as<syntax::Literal>().text;
  }
  return dynamic.labels[0].text;
}

Generation generate(const Block& dynamic, Evaluator& evaluator, const expressions::Scope& scope) {
  return Generator(evaluator, scope).generate(dynamic);
}

}  // namespace terraform
