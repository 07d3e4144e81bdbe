// SPDX-License-Identifier: Apache-2.0
// Images and the services that run them. Exported: read_image, read_services. Tested in
// tests/pipelines/.
#include <fmt/format.h>

#include <algorithm>

#include "pipelines/structure.h"

namespace pipelines {

namespace {

using values::Type;

struct ImageName {
  std::string_view name, tag, digest;  // empty: not given
};

// "registry:5000/team/app:1.2@sha256:..." in its parts.
ImageName split_image(std::string_view text) {
  ImageName image;
  const size_t at = std::min(text.find('@'), text.size());
  image.digest = text.substr(std::min(at + 1, text.size()));
  text = text.substr(0, at);
  const size_t slash = text.rfind('/') == std::string_view::npos ? 0 : text.rfind('/');
  const size_t colon = std::min(text.find(':', slash), text.size());
  image.tag = text.substr(std::min(colon + 1, text.size()));
  image.name = text.substr(0, colon);
  return image;
}

Value text_or_null(Reader& reader, std::string_view text) {
  return text.empty() ? Value::null(Type::string()) : expanded(reader, text);
}

}  // namespace

uint32_t read_image(Reader& reader, const Site& image, const std::string& address,
                    std::string_view owner, uint32_t owner_node) {
  const uint32_t node = reader.add_node("bitbucket_image", address, image);
  const Members members = reader.members(image, "image");
  const Site& name = image.is(YamlKind::mapping) ? members.at("name") : image;
  if (image.is(YamlKind::mapping) && !name.given()) {
    reader.wrong(reader.header(image), "The image has no name");
  }
  const ImageName parts = split_image(reader.text(name));
  reader.add(node, "name", text_or_null(reader, parts.name), name);
  reader.add(node, "tag", text_or_null(reader, parts.tag), name);
  reader.add(node, "digest", text_or_null(reader, parts.digest), name);
  for (const std::string_view key : {"username", "password"}) {
    reader.add(node, key, text_or_null(reader, reader.text(members.at(key))), members.at(key));
  }
  const Members aws = reader.members(members.at("aws"), "image.aws");
  const auto add_aws = [&](std::string_view as, std::string_view key) {
    reader.add(node, as, text_or_null(reader, reader.text(aws.at(key))), aws.at(key));
  };
  add_aws("access_key", "access-key");
  add_aws("secret_key", "secret-key");
  add_aws("oidc_role", "oidc-role");
  for (const std::string_view kind : {"step", "service"}) {
    reader.add_node_link(node, kind,
                         owner == kind ? std::optional<uint32_t>(owner_node) : std::nullopt);
  }
  return node;
}

void read_services(Reader& reader, const Site& services) {
  for (const Member& member : reader.members(services, "").all) {
    // Some keep steps here for their anchors.
    if (!member.value.is(YamlKind::mapping) || reader.full()) continue;
    const Members plain = reader.members(member.value, "");
    if (plain.has("step") || plain.has("script")) continue;
    const Members service = reader.members(member.value, "service");
    const std::string address = "definitions.services." + address_name(member.name);
    const uint32_t node = reader.add_node("bitbucket_service", address, member.value);
    reader.add(node, "name", reader.string(member.name));
    const Site& image = service.at("image");
    const Site& type = service.at("type");
    const bool docker = member.name == "docker" || reader.text(type) == "docker";
    if (!image.given() && !docker) {
      reader.wrong(reader.header(member.value),
                   fmt::format("Service \"{}\" has no image", member.name));
    }
    std::optional<uint32_t> image_node;
    if (image.given()) image_node = read_image(reader, image, address + ".image", "service", node);
    reader.add_node_link(node, "image", image_node, image);
    const Site& memory = service.at("memory");
    reader.add(node, "memory",
               memory.given() ? reader.number_value(memory) : Value::number(int64_t{1024}), memory);
    reader.add(node, "type", docker ? reader.string("docker") : Value::null(Type::string()), type);
    const Site& given =
        service.has("variables") ? service.at("variables") : service.at("environment");
    std::vector<std::string_view> names;
    std::vector<Value> values;
    for (const Member& variable : reader.members(given, "").all) {
      names.push_back(variable.name);
      values.push_back(expanded(reader, reader.text(variable.value)));
    }
    reader.add(node, "variables", Value::map(Type::string(), names, values, reader.arena()), given);
  }
}

}  // namespace pipelines
