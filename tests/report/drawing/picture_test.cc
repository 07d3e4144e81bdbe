// SPDX-License-Identifier: Apache-2.0
//
// What is shown of a graph: folding, choosing, grouping.
#include "report/drawing/picture.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "report/drawing/sample.h"

namespace drawing {
namespace {

using testing::addresses;
using testing::Project;
using testing::sample;

using Addresses = std::vector<std::string>;

const Node& node_at(const Picture& picture, const std::string& address) {
  const auto found = std::ranges::find(picture.nodes, address, &Node::address);
  EXPECT_NE(found, picture.nodes.end()) << address;
  return *found;
}

TEST(Picture, FoldsTheInstancesOfAResource) {
  const Picture picture = sample().picture();
  const Node& subnet = node_at(picture, "module.net.aws_subnet.this");
  EXPECT_EQ(subnet.instances.size(), 3u);
  EXPECT_EQ(subnet.name, "this");
  EXPECT_EQ(counted_name(subnet), "this ×3");
  EXPECT_EQ(subnet.place.file, "net/main.tf");
  EXPECT_EQ(subnet.place.line, 8u);
}

TEST(Picture, FoldsTheInstancesOfAModule) {
  const Project project({{"main.tf", "module \"m\" {\n  count = 2\n  source = \"./m\"\n}\n"},
                         {"m/main.tf", "resource \"terraform_data\" \"x\" {\n  count = 3\n}\n"}});
  const Picture picture = project.picture();
  EXPECT_EQ(addresses(picture), Addresses{"module.m.terraform_data.x"});
  EXPECT_EQ(picture.nodes[0].instances.size(), 6u);
  EXPECT_EQ(counted_title(picture.groups[1]), "module.m ×2");
}

TEST(Picture, ShowsEachInstanceWhenAsked) {
  const Picture picture = sample().picture({.instances = true, .types = {"aws_subnet"}});
  EXPECT_EQ(addresses(picture),
            (Addresses{"module.net.aws_subnet.this[\"a\"]", "module.net.aws_subnet.this[\"b\"]",
                       "module.net.aws_subnet.this[\"c\"]"}));
  EXPECT_EQ(picture.nodes[0].name, "this[\"a\"]");
}

TEST(Picture, TellsWhatMayNotExist) {
  EXPECT_EQ(counted_name(node_at(sample().picture(), "aws_instance.web")), "web ?");
}

TEST(Picture, LeavesDataSourcesOutWhenAsked) {
  const auto has_data = [](const Picture& picture) {
    return std::ranges::count(picture.nodes, graph::NodeKind::data, &Node::kind);
  };
  EXPECT_EQ(has_data(sample().picture()), 1);
  EXPECT_EQ(has_data(sample().picture({.data = false})), 0);
}

TEST(Picture, KeepsTheTypesThatAPatternMatches) {
  EXPECT_EQ(addresses(sample().picture({.types = {"aws_iam_*", "aws_lb"}})),
            (Addresses{"aws_iam_instance_profile.web", "aws_iam_role.web", "aws_lb.web"}));
}

TEST(Picture, ShowsModulesThatAreNotInstalled) {
  const Picture picture = sample().picture();
  const Node& missing = node_at(picture, "module.queue");
  EXPECT_TRUE(missing.missing);
  EXPECT_EQ(type_label(missing), "module, not installed");
}

TEST(Picture, ShowsWhatAModuleThatIsNotInstalledIsGiven) {
  const Picture picture = Project(
                              "resource \"terraform_data\" \"a\" {}\n"
                              "module \"m\" {\n  count = 2\n  source = \"example.com/a/b\"\n"
                              "  id = terraform_data.a.id\n}\n")
                              .picture();
  ASSERT_EQ(picture.links.size(), 1u);
  EXPECT_EQ(picture.nodes[picture.links[0].from].address, "module.m");
  EXPECT_EQ(picture.nodes[picture.links[0].from].place.line, 2u);
  EXPECT_EQ(counted_name(picture.nodes[picture.links[0].from]), "module.m ×2");
  EXPECT_EQ(picture.links[0].arguments[0].path, "arguments.id");
}

TEST(Picture, ShowsFurtherKindsOfNodesWhenAsked) {
  const auto shown = [](const char* type) {
    return addresses(sample().picture({.others = {type}, .types = {"terraform_*"}}));
  };
  EXPECT_EQ(shown("terraform_variable"),
            (Addresses{"module.queue", "module.net.var.zones", "var.replicas"}));
  EXPECT_EQ(shown("terraform_output"), (Addresses{"module.queue", "module.net.output.subnets"}));
  EXPECT_EQ(shown("terraform_backend"), (Addresses{"module.queue", "backend.local"}));
  EXPECT_EQ(shown("terraform_module_call"), (Addresses{"module.net", "module.queue"}));
}

TEST(Picture, TellsLinksByAnEqualNameFromReferencesWhenAskedForThem) {
  const Project project(
      "resource \"aws_s3_bucket\" \"a\" {\n  bucket = \"logs\"\n}\n"
      "resource \"aws_s3_bucket_versioning\" \"b\" {\n"
      "  bucket = \"logs\"\n}\n");
  EXPECT_TRUE(project.picture().links.empty());
  const Picture picture = project.picture({.names = true});
  ASSERT_EQ(picture.links.size(), 1u);
  EXPECT_EQ(picture.links[0].kind, graph::LinkKind::identity);
  EXPECT_EQ(picture.links[0].arguments[0].attribute, "bucket");
  EXPECT_NE(to_json(picture).find("\"kind\": \"identity\""), std::string::npos);
  EXPECT_NE(to_dot(picture).find("style=dashed"), std::string::npos);
  EXPECT_NE(to_mermaid(picture).find("n1 -.-> n0"), std::string::npos);
  EXPECT_NE(to_svg(picture).find("class=\"line t6 same\""), std::string::npos);
}

TEST(Picture, JoinsTheLinksBetweenTwoNodes) {
  const Project project(
      "resource \"terraform_data\" \"a\" {\n  count = 2\n  input = 1\n}\n"
      "resource \"terraform_data\" \"b\" {\n"
      "  input = terraform_data.a[0].id\n"
      "  triggers_replace = [terraform_data.a[1].id, terraform_data.a[0].output]\n"
      "}\n");
  const Picture picture = project.picture();
  ASSERT_EQ(picture.links.size(), 1u);
  EXPECT_EQ(picture.nodes[picture.links[0].from].address, "terraform_data.b");
  EXPECT_EQ(picture.nodes[picture.links[0].to].address, "terraform_data.a");
  std::string arguments;
  for (const Argument& argument : picture.links[0].arguments) {
    arguments += argument.path + "=" + argument.attribute + " ";
  }
  EXPECT_EQ(arguments, "input=id triggers_replace=id triggers_replace=output ");
}

TEST(Picture, OfAFocusHasWhatIsSoManyLinksAwayInEitherDirection) {
  const auto near = [](size_t depth) {
    return addresses(sample().picture({.focus = "aws_iam_role.web", .depth = depth}));
  };
  EXPECT_EQ(near(0), Addresses{"aws_iam_role.web"});
  EXPECT_EQ(near(1), (Addresses{"aws_iam_instance_profile.web", "aws_iam_role.web",
                                "data.aws_iam_policy_document.trust"}));
  EXPECT_EQ(near(2), (Addresses{"aws_iam_instance_profile.web", "aws_iam_role.web",
                                "aws_instance.web", "data.aws_iam_policy_document.trust"}));
}

TEST(Picture, TakesAModuleOrAnInstanceForFocusToo) {
  EXPECT_EQ(addresses(sample().picture({.focus = "module.net", .depth = 0})),
            (Addresses{"module.net.aws_subnet.this", "module.net.aws_vpc.this"}));
  const Picture picture =
      sample().picture({.focus = "module.net.aws_subnet.this[\"b\"]", .depth = 0});
  EXPECT_EQ(addresses(picture), Addresses{"module.net.aws_subnet.this"});
  EXPECT_TRUE(picture.nodes[0].in_focus);
  // Only groups that hold something are left.
  EXPECT_EQ(picture.groups.size(), 2u);
  EXPECT_EQ(picture.nodes[0].group, 1u);
}

TEST(Picture, NamesWhatIsNearAFocusThatIsNotThere) {
  const Project project = sample();
  const Drawn drawn = project.make({.focus = "aws_iam_rol.web"});
  ASSERT_TRUE(drawn.diagnostics.has_errors());
  EXPECT_EQ(drawn.diagnostics.all()[0].summary,
            "Nothing that is shown has the address aws_iam_rol.web");
  EXPECT_EQ(drawn.diagnostics.all()[0].remedy, "Did you mean aws_iam_role.web?");
  // The beginning of an address is none.
  EXPECT_TRUE(project.make({.focus = "aws_iam_role.we"}).diagnostics.has_errors());
}

TEST(Picture, OfTooManyNodesNamesTheLimitAndWhatReducesThem) {
  const Project project = sample();
  EXPECT_FALSE(project.make({.max_nodes = 9}).diagnostics.has_errors());
  const Drawn drawn = project.make({.max_nodes = 8});
  ASSERT_TRUE(drawn.diagnostics.has_errors());
  const diagnostics::Diagnostic& problem = drawn.diagnostics.all()[0];
  EXPECT_EQ(problem.id, diagnostics::kLimitReached);
  EXPECT_EQ(problem.detail, "There are 9, and --max-nodes is 8.");
  for (const char* option : {"--focus", "--type", "--no-data", "--environment", "--instances"}) {
    EXPECT_NE(problem.remedy.find(option), std::string::npos) << option;
  }
}

TEST(Picture, GroupsByModulesInModules) {
  const Project project({{"main.tf", "module \"a\" {\n  source = \"./a\"\n}\n"},
                         {"a/main.tf", "module \"b\" {\n  source = \"../b\"\n}\n"},
                         {"b/main.tf", "resource \"terraform_data\" \"x\" {}\n"}});
  const Picture picture = project.picture();
  ASSERT_EQ(picture.groups.size(), 3u);
  EXPECT_EQ(picture.groups[1].title, "module.a");
  EXPECT_EQ(picture.groups[2].title, "module.b");
  EXPECT_EQ(picture.groups[2].address, "module.a.module.b");
  EXPECT_EQ(picture.groups[2].parent, 1u);
  EXPECT_EQ(picture.nodes[0].group, 2u);
}

TEST(Picture, GroupsByTiersInTheirOrder) {
  const Picture picture = sample().picture({.grouping = Grouping::tier});
  std::set<std::pair<size_t, std::string>> groups;
  for (const Group& group : picture.groups) {
    if (group.rank > 0) groups.emplace(group.rank, group.title);
  }
  std::string order;
  for (const auto& [rank, title] : groups) order += title + "; ";
  EXPECT_EQ(order, "Network edge; Compute; Identity and keys; Network; Other; ");
  EXPECT_EQ(node_at(picture, "module.net.aws_vpc.this").name, "module.net.this");
}

TEST(Picture, TakesTheTierOfTheLongestBeginningOfAType) {
  const Picture picture = Project(
                              "resource \"aws_lambda_function\" \"a\" {}\n"
                              "resource \"aws_lambda_permission\" \"b\" {}\n"
                              "data \"aws_kinesis_firehose_delivery_stream\" \"c\" {}\n"
                              "resource \"awsome_thing\" \"d\" {}\n")
                              .picture();
  const auto tier = [&picture](size_t i) {
    const size_t tier = picture.nodes[i].tier;
    return tier == 0 ? "" : picture.tiers[tier - 1];
  };
  EXPECT_EQ(tier(0), "Compute");
  EXPECT_EQ(tier(1), "Identity and keys");
  EXPECT_EQ(tier(2), "");
  EXPECT_EQ(tier(3), "Data");
}

TEST(Picture, HasAGroupForEachOfSeveralRoots) {
  const Project a("resource \"terraform_data\" \"x\" {}\n");
  const Project b("resource \"terraform_data\" \"x\" {}\n");
  const Subject subjects[] = {{&a.graph(), "one"}, {&b.graph(), "two"}};
  const Picture picture = make_picture(subjects, a.files(), {}).picture;
  ASSERT_EQ(picture.roots.size(), 2u);
  EXPECT_EQ(picture.groups[picture.nodes[0].group].title, "Current directory, one");
  EXPECT_EQ(picture.groups[picture.nodes[1].group].title, "Current directory, two");
  EXPECT_EQ(summary(picture), "2 roots: 2 resources, 0 links");
}

TEST(Picture, IsSummedUp) {
  EXPECT_EQ(summary(sample().picture()),
            "Current directory: 9 resources, 1 data source, 1 other node, 6 links");
}

}  // namespace
}  // namespace drawing
