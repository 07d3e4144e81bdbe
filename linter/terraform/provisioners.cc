// SPDX-License-Identifier: Apache-2.0
// Holds provisioners and connections against what Terraform's own ones take. Those of plugins may
// take anything. Exports the functions of its header. Tested in
// tests/terraform/provisioners_test.cc.
#include "terraform/provisioners.h"

#include <algorithm>
#include <array>

#include "terraform/body_reader.h"
#include "terraform/meta_arguments.h"
#include "terraform/static_expression.h"

namespace terraform {

namespace {

using expressions::Context;
using syntax::Block;
using syntax::Body;
using syntax::Expression;
using syntax::Traversal;

constexpr BlockTypeSpec kBlocks[] = {{"connection"}, {"lifecycle"}};
constexpr ArgumentSpec kLocalExec[] = {{"when"},        {"on_failure"},  {"command", true},
                                       {"interpreter"}, {"working_dir"}, {"environment"},
                                       {"quiet"}};
constexpr ArgumentSpec kRemoteExec[] = {
    {"when"}, {"on_failure"}, {"inline"}, {"script"}, {"scripts"}};
constexpr ArgumentSpec kFile[] = {
    {"when"}, {"on_failure"}, {"source"}, {"content"}, {"destination", true}};
constexpr BodySpec kLocalExecSpec{kLocalExec, kBlocks};
constexpr BodySpec kRemoteExecSpec{kRemoteExec, kBlocks};
constexpr BodySpec kFileSpec{kFile, kBlocks};
constexpr BodySpec kPluginSpec{{}, kBlocks, true};
constexpr ArgumentSpec kConnection[] = {{"type"},
                                        {"user"},
                                        {"password"},
                                        {"host"},
                                        {"port"},
                                        {"timeout"},
                                        {"script_path"},
                                        {"target_platform"},
                                        {"private_key"},
                                        {"certificate"},
                                        {"host_key"},
                                        {"agent"},
                                        {"agent_identity"},
                                        {"proxy_scheme"},
                                        {"proxy_host"},
                                        {"proxy_port"},
                                        {"proxy_user_name"},
                                        {"proxy_user_password"},
                                        {"bastion_host"},
                                        {"bastion_host_key"},
                                        {"bastion_port"},
                                        {"bastion_user"},
                                        {"bastion_password"},
                                        {"bastion_private_key"},
                                        {"bastion_certificate"},
                                        {"https"},
                                        {"insecure"},
                                        {"cacert"},
                                        {"use_ntlm"}};
constexpr BodySpec kConnectionSpec{kConnection, {}};

constexpr std::array<std::string_view, 4> kGone = {"chef", "habitat", "puppet", "salt-masterless"};

const BodySpec& spec_of(std::string_view type) {
  if (type == "local-exec") return kLocalExecSpec;
  if (type == "remote-exec") return kRemoteExecSpec;
  return type == "file" ? kFileSpec : kPluginSpec;
}

// The word that an argument is; "" if it is none.
std::string_view keyword(const Body& body, std::string_view name, std::string_view otherwise,
                         Context& context) {
  const Expression* expression = find_expression(body, name);
  if (!expression) return otherwise;
  const Traversal* word = as_reference(*expression, context.arena);
  return word && word->steps.empty() ? word->root : std::string_view();
}

void check_keyword(const Body& body, std::string_view name,
                   const std::array<std::string_view, 2>& words, Context& context) {
  const std::string_view word = keyword(body, name, words[0], context);
  if (std::ranges::find(words, word) != words.end()) return;
  report(context, find_expression(body, name)->range,
         "Invalid \"" + std::string(name) + "\" keyword",
         "The \"" + std::string(name) + "\" argument requires one of the following keywords: " +
             std::string(words[0]) + " or " + std::string(words[1]) + '.');
}

// What is left of a thing when it is destroyed.
bool is_left(const Traversal& reference) {
  const auto is = [&reference](std::string_view root, std::string_view attribute) {
    return reference.root == root && reference.steps.size() == 1 &&
           reference.steps[0].text == attribute;
  };
  constexpr std::array<std::string_view, 3> kRoots = {"self", "path", "terraform"};
  return std::ranges::find(kRoots, reference.root) != kRoots.end() || is("count", "index") ||
         is("each", "key");
}

void check_references(const Body& body, Context& context) {
  for (const syntax::Attribute& attribute : body.attributes) {
    if (attribute.name == "when" || attribute.name == "on_failure") continue;
    const auto references = expressions::references(*attribute.value);
    if (std::ranges::all_of(references, [](const auto* item) { return is_left(*item); })) continue;
    report(context, attribute.value->range, "Invalid reference from destroy provisioner",
           "Destroy-time provisioners and their connection configurations may only reference "
           "attributes of the related resource, via 'self', 'count.index', or 'each.key'.");
  }
}

// A connection has what the provisioner and the resource say of it together; what does not belong
// there is looked for only where one of them speaks.
void check_connection(const Block* own, const Block* shared, Context& context) {
  if (own && !shared) read_body(*own->body, kConnectionSpec, own->header, context);
  if (!own && !shared) return;
  const auto names_host = [](const Block* block) {
    return block && find_attribute(*block->body, "host");
  };
  if (names_host(own) || names_host(shared)) return;
  report(context, own ? own->header : shared->header, "Missing required argument",
         "The argument \"host\" is required, but no definition was found.");
}

// Whether an argument surely has a value.
bool gives(const Body& body, std::string_view name) {
  const Expression* value = find_expression(body, name);
  if (!value) return false;
  return value->kind == syntax::ExpressionKind::tuple ||
         (value->kind == syntax::ExpressionKind::literal &&
          value->as<syntax::Literal>().literal != syntax::LiteralKind::null);
}

void check_choice(const Block& block, const Body& body, Context& context) {
  const std::string_view type = block.labels[0].text;
  if (type == "remote-exec") {
    size_t given = 0, named = 0;
    for (const std::string_view name : {"inline", "script", "scripts"}) {
      if (gives(body, name)) ++given;
      if (find_attribute(body, name)) ++named;
    }
    if (given <= 1 && named > 0) return;
    report(context, block.header, "Invalid remote-exec provisioner configuration",
           "Only one of \"inline\", \"script\", or \"scripts\" must be set.");
  } else if (type == "file" && gives(body, "source") && gives(body, "content")) {
    report(context, block.header, "Cannot set both 'source' and 'content'");
  } else if (type == "file" && !find_attribute(body, "source") &&
             !find_attribute(body, "content")) {
    report(context, block.header, "Must provide one of 'source' or 'content'");
  }
}

// What of a provisioner matters to what is around it.
struct Provisioner {
  bool destroys = false;        // it runs when something is destroyed
  bool has_connection = false;  // of its own
};

Provisioner read_provisioner(const Block& block, const Block* connection, Context& context) {
  const std::string type(block.labels[0].text);
  if (std::ranges::find(kGone, type) != kGone.end()) {
    report(context, block.labels[0].range, "The \"" + type + "\" provisioner has been removed",
           "The \"" + type +
               "\" provisioner was deprecated in Terraform 0.13.4 and has been removed from "
               "Terraform.");
    return {};
  }
  const Body& body = read_body(*block.body, spec_of(type), block.header, context);
  check_keyword(body, "when", {"create", "destroy"}, context);
  check_keyword(body, "on_failure", {"fail", "continue"}, context);
  if (const Block* lifecycle = find_block(body, "lifecycle")) {
    report(context, lifecycle->type_range, "Reserved block type name in provisioner block",
           "The block type name \"lifecycle\" is reserved for use by Terraform in a future "
           "version.");
  }
  check_choice(block, body, context);
  const Block* own = read_only_block(body, "connection", "provisioner", context);
  check_connection(own, connection, context);
  const bool destroys = keyword(body, "when", "create", context) == "destroy";
  if (destroys) {
    check_references(body, context);
    if (own) check_references(*own->body, context);
  }
  return {.destroys = destroys, .has_connection = own != nullptr};
}

}  // namespace

void read_provisioners(const Body& resource, Context& context) {
  const Block* connection = read_only_block(resource, "connection", "resource", context);
  if (!find_block(resource, "provisioner")) return;  // nobody reads the connection
  bool destroys = false, shared = false;
  for (const Block& block : resource.blocks) {
    if (block.type != "provisioner") continue;
    const Provisioner provisioner = read_provisioner(block, connection, context);
    destroys = destroys || provisioner.destroys;
    shared = shared || !provisioner.has_connection;
  }
  if (!connection) return;
  if (shared) read_body(*connection->body, kConnectionSpec, connection->header, context);
  if (destroys) check_references(*connection->body, context);
}

void read_removed_provisioners(const Body& removed, Context& context) {
  const Block* connection = read_only_block(removed, "connection", "\"removed\" block", context);
  for (const Block& block : removed.blocks) {
    if (block.type != "provisioner") continue;
    if (read_provisioner(block, connection, context).destroys) continue;
    report(context, block.header, "Invalid provisioner block",
           "Only destroy-time provisioners are valid in \"removed\" blocks. To declare a "
           "destroy-time provisioner, use: when = destroy");
  }
}

}  // namespace terraform
