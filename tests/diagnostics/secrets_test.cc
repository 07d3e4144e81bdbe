// SPDX-License-Identifier: Apache-2.0
//
// What is hidden, and what is not. No secret here is one: they are made up, and taken apart where
// scanners of this repository would take them for real.
#include "diagnostics/secrets.h"

#include <gtest/gtest.h>

namespace diagnostics {
namespace {

const std::string kAwsKey = std::string("AKIA") + "Z7QW3E4R5T6Y7U8I";
const std::string kSecretKey = "q8Zk3/fR7uWn2+xLp0Vb5Yt1Hs9Jd4Mc6Ga8Ee7T";
const std::string kHook = "https://hooks.slack.com/" + std::string("services/");

struct Case {
  std::string text;
  std::string shown;
};

TEST(Secrets, TokensAreHiddenBehindTheirPrefix) {
  const Case cases[] = {
      {"key = \"" + kAwsKey + "\"", "key = \"AKIA****************\""},
      {"(" + kAwsKey + ")", "(AKIA****************)"},
      {kHook + "T0A1B2C3D/B0A1B2C3D/0a1b2c3d4e5f", kHook + std::string(32, '*')},
      {"ghp" + std::string("_") + "0123456789abcdefABCD", "ghp_" + std::string(20, '*')},
      {"glpat" + std::string("-") + "0123456789-abcdefABC", "glpat-" + std::string(20, '*')},
      {"ATBB" + std::string("0123456789abcdefABCD"), "ATBB" + std::string(20, '*')},
      {"sk_live" + std::string("_") + "0123456789abcdef", "sk_live_" + std::string(16, '*')},
      {"xoxb" + std::string("-") + "012-abcdefg", "xoxb-***********"},
      {"eyJhbGciOiJIUzI1" + std::string(".eyJzdWIiOiIxMjM0.abcdefghij_-"),
       "eyJhbGciOiJIUzI1." + std::string(29, '*')}};
  for (const Case& one : cases) EXPECT_EQ(without_secrets(one.text), one.shown);
}

TEST(Secrets, WhatNamesAreGivenIsHidden) {
  const Case cases[] = {
      {"  password = \"hunter2\" # why", "  password = \"*******\" # why"},
      {"master_password_wo=\"a \\\" b\"", "master_password_wo=\"******\""},
      {"{\"apiKey\": \"hunter2\", \"id\": \"x\"}", "{\"apiKey\": \"*******\", \"id\": \"x\"}"},
      {"\"{\\\"password\\\":\\\"hunter2\\\"}\"", "\"{\\\"password\\\":\\\"*******\\\"}\""},
      {"secret_key = '" + kSecretKey + "'", "secret_key = '" + std::string(40, '*') + "'"},
      {"export DB_PASSWORD=hunter2", "export DB_PASSWORD=*******"},
      {"Server=db;Password=hunter2;Port=1", "Server=db;Password=*******;Port=1"},
      {"  - DB_TOKEN: hunter2 # why\n", "  - DB_TOKEN: ******* # why\n"},
      {"  DB_TOKEN: hunter2\r\n", "  DB_TOKEN: *******\r\n"},
      {"docker login --password hunter2 x", "docker login --password ******* x"},
      {"{ name = \"DB_PASSWORD\", value = \"hunter2\" }",
       "{ name = \"DB_PASSWORD\", value = \"*******\" }"},
      {"{\n  value = \"hunter2\"\n  name = \"DB_PASSWORD\"\n}",
       "{\n  value = \"*******\"\n  name = \"DB_PASSWORD\"\n}"},
      {"[{\"name\":\"A_TOKEN\",\"value\":\"hunter2\"}]",
       "[{\"name\":\"A_TOKEN\",\"value\":\"*******\"}]"},
      {"password = <<-EOT\n  hunter2\n  x y\n  EOT\nb = \"c\"",
       "password = <<-EOT\n  *******\n  ***\n  EOT\nb = \"c\""},
      {"Authorization: \"Bearer hunter2hunter2\"", "Authorization: \"Bearer **************\""},
      {"p\xC3\xA4ssword=x, password = \"h\xC3\xBC\"", "p\xC3\xA4ssword=x, password = \"**\""}};
  for (const Case& one : cases) EXPECT_EQ(without_secrets(one.text), one.shown);
}

TEST(Secrets, MembersOfFlowMappingsAreHidden) {
  const std::string hidden(40, '*');
  const Case cases[] = {
      {"variables: {AWS_SECRET_ACCESS_KEY: " + kSecretKey + ", REGION: eu-west-1}",
       "variables: {AWS_SECRET_ACCESS_KEY: " + hidden + ", REGION: eu-west-1}"},
      {"{A: bcdefgh,\n  \"A_TOKEN\": " + kSecretKey + " }",
       "{A: bcdefgh,\n  \"A_TOKEN\": " + hidden + " }"}};
  for (const Case& one : cases) EXPECT_EQ(without_secrets(one.text), one.shown);
  for (const std::string text : {"{ password : random_password.main.result, a = 1 }",
                                 "{token: $TOKEN}", "a, token: because"}) {
    EXPECT_EQ(without_secrets(text), text);
  }
}

TEST(Secrets, WhatHeadersCarryIsHidden) {
  const Case cases[] = {
      {"curl -H \"Authorization: Bearer hunter2hunter2\" x",
       "curl -H \"Authorization: Bearer **************\" x"},
      {"Authorization: Basic aHVudGVyMg==", "Authorization: Basic ************"},
      {"-d \"{\\\"authorization\\\": \\\"token hunter2\\\"}\"",
       "-d \"{\\\"authorization\\\": \\\"token *******\\\"}\""},
      {"-H 'Authorization: hunter2hunter2hunter2'", "-H 'Authorization: *********************'"},
      {"-H 'X-Api-Key: hunter2'", "-H 'X-Api-Key: *******'"}};
  for (const Case& one : cases) EXPECT_EQ(without_secrets(one.text), one.shown);
  for (const std::string text :
       {"authorization = \"AWS_IAM\"", "Authorization: needs a role",
        "\"Authorization: Bearer $TOKEN\"", "authorization = \"COGNITO_USER_POOLS\"",
        "\"password: at least eight\""}) {
    EXPECT_EQ(without_secrets(text), text);
  }
}

TEST(Secrets, WhatCommandsAreGivenIsHidden) {
  const Case cases[] = {
      {"docker login -u x -p hunter2 y", "docker login -u x -p ******* y"},
      {"/usr/bin/mysqldump -h db -phunter2 web", "/usr/bin/mysqldump -h db -p******* web"},
      {"mysql -p\"hunter 2\" web", "mysql -p\"********\" web"},
      {"[\"redis-cli\", \"-a\", \"hunter2\"]", "[\"redis-cli\", \"-a\", \"*******\"]"},
      {"curl -u admin:hunter2 x; curl --user='a:hunter2' x",
       "curl -u admin:******* x; curl --user='a:*******' x"},
      {"aws ssm put-parameter --name x \\\n  --value hunter2",
       "aws ssm put-parameter --name x \\\n  --value *******"},
      {"aws configure set aws_secret_access_key " + kSecretKey,
       "aws configure set aws_secret_access_key " + std::string(40, '*')},
      {"npm config set --location user //registry.x/:_authToken hunter2",
       "npm config set --location user //registry.x/:_authToken *******"},
      {"echo aws_secret_access_key = " + kSecretKey + " >> ~/.aws/credentials",
       "echo aws_secret_access_key = " + std::string(40, '*') + " >> ~/.aws/credentials"}};
  for (const Case& one : cases) EXPECT_EQ(without_secrets(one.text), one.shown);
}

TEST(Secrets, WhatOtherCommandsAreGivenStays) {
  for (const std::string text :
       {"mkdir -p hunter2", "docker login && docker run -p 8080:8081 web", "npm run login -p 4200",
        "docker login -u $USER -p $PASSWORD", "docker login -u x --password-stdin",
        "mysql -p -h database", "curl -u $USER:$PASSWORD x", "curl -u :${TOKEN} x",
        "curl --user-agent mozilla:5", "id -u admin:hunter2", "aws configure set region us-west-2",
        "set password policies", "npm config set //x/:_authToken ${NPM_TOKEN}",
        "aws ssm put-parameter --value file://value.txt", "[\"mysql\", \"-p\", \"database\"]"}) {
    EXPECT_EQ(without_secrets(text), text);
  }
}

TEST(Secrets, TheDefaultOfAVariableIsHiddenIfItsNameOrItsBlockSaysSo) {
  const std::string block = "\" {\n  type    = string\n  default = \"hunter2\"\n}\n";
  const std::string hidden = "\" {\n  type    = string\n  default = \"*******\"\n}\n";
  EXPECT_EQ(without_secrets("variable \"db_password" + block), "variable \"db_password" + hidden);
  EXPECT_EQ(without_secrets("variable \"size" + block), "variable \"size" + block);
  EXPECT_EQ(without_secrets("variable \"a_token\" {\n}\nvariable \"size" + block),
            "variable \"a_token\" {\n}\nvariable \"size" + block);
  EXPECT_EQ(without_secrets("variable \"x\" {\n  default = \"hunter2\"\n  sensitive = true\n}"),
            "variable \"x\" {\n  default = \"*******\"\n  sensitive = true\n}");
  const std::string open = "variable \"x\" {\n  default = \"a\"\n  sensitive = false\n}";
  EXPECT_EQ(without_secrets(open), open);
}

TEST(Secrets, AParameterThatIsSaidToBeSecureIsHidden) {
  EXPECT_EQ(without_secrets("{\n  type  = \"SecureString\"\n  value = \"hunter2\"\n}"),
            "{\n  type  = \"SecureString\"\n  value = \"*******\"\n}");
  const std::string open = "{\n  type  = \"String\"\n  value = \"hunter2\"\n}";
  EXPECT_EQ(without_secrets(open), open);
}

TEST(Secrets, PasswordsInUrlsAreHidden) {
  EXPECT_EQ(without_secrets("x mysql://web:hunter2@db:3306/web"),
            "x mysql://web:*******@db:3306/web");
  EXPECT_EQ(without_secrets("redis://:a@b@cache"), "redis://:***@cache");
  for (const std::string text :
       {"mysql://web@db/web", "https://db:3306/a@b", "mysql://web:$PASSWORD@db/web",
        "mysql://web:${var.password}@db"}) {
    EXPECT_EQ(without_secrets(text), text);
  }
}

TEST(Secrets, OfAPrivateKeyEveryLineIsHidden) {
  const std::string armour = "-----BEGIN RSA PRIVATE " + std::string("KEY-----");
  EXPECT_EQ(without_secrets("k = <<EOT\n" + armour +
                            "\n  MIIE+a/b=\nAQAB\n-----END RSA PRIVATE KEY-----\nEOT\n"),
            "k = <<EOT\n" + armour + "\n  *********\n****\n-----END RSA PRIVATE KEY-----\nEOT\n");
  EXPECT_EQ(without_secrets(armour + "\\nMIIE\\n-----END RSA PRIVATE KEY-----"),
            armour + "********-----END RSA PRIVATE KEY-----");
  EXPECT_EQ(without_secrets(armour + "\nMIIE\n"), armour + "\n****\n");
  const std::string open = "-----BEGIN CERTIFICATE-----\nMIIE\n-----END CERTIFICATE-----";
  EXPECT_EQ(without_secrets(open), open);
}

TEST(Secrets, WhatOnlyRefersToASecretStays) {
  for (const std::string text :
       {"password = var.db_password",
        "password=var.db_password",
        "password = \"${var.password}\"",
        "password = random_password.main.result",
        "password = \"\"",
        "password = null",
        "manage_master_user_password = true",
        "manage_master_user_password = \"true\"",
        "secret = \"arn:aws:secretsmanager:us-west-2:111122223333:secret:db-AbCdEf\"",
        "token = \"/web/key\"",
        "token = \"web/key\"",
        "secret = \"web-secret\"",
        "secret_name = \"db\"",
        "secret_arn = local.x",
        "password == \"admin\"",
        "password_length = 16",
        "token: $DB_TOKEN",
        "DB_PASSWORD=$(aws ssm get-parameter)",
        "DB_PASSWORD=\"$PASSWORD\"",
        "private_key = file(\"key.pem\")",
        "token: *token",
        "variable \"db_password\" {\n  default = null\n}",
        "http_tokens = \"required\"",
        "every password: it stands here",
        "--password $PASSWORD",
        "{ name = \"DB_PASSWORD\", valueFrom = \"hunter2\" }",
        "{ name = \"DB_HOST\", value = \"hunter2\" }",
        "{ name = \"A_TOKEN\" }\n{ value = \"b\" }"}) {
    EXPECT_EQ(without_secrets(text), text);
  }
}

TEST(Secrets, WhatIsNoneStays) {
  for (const std::string text :
       {"arn:aws:iam::111122223333:role/deploy",
        "account = \"111122223333\"",
        "commit = \"4ec03d8aabbccddeeff00112233445566778899a\"",
        "sha256:4ec03d8aabbccddeeff0011223344",
        "key = \"AKIAIOSFODNN7EXAMPLE\"",
        "AKIAbcdefghijklmnopq",
        "ASIANSUPERMARKETSINTOWN",
        "https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX",
        "https://hooks.slack.com/",
        "image = \"web@sha256:0123456789abcdef0123456789abcdef\"",
        "subnet-0a1b2c3d4e5f6a7b8",
        "10.0.0.0/16",
        "thing_sk_live",
        "a::b",
        "=",
        ":",
        "-----BEGIN ",
        "e",
        "login -p a",
        " -u a:b",
        "config set ",
        "{token: abcdef",
        "-p\"",
        "login ",
        "authorization: a ",
        "\\\n -p abcd"}) {
    EXPECT_EQ(without_secrets(text), text);
  }
}

TEST(Secrets, KnownOnesAreHiddenWhateverTheyLookLike) {
  source::Files files;
  const source::FileId file = files.add("a.tf", "a = \"x\"\nb = \"y\"\nc = <<E\nz\nE\n");
  const std::string_view text = files[file].text();
  const auto from = static_cast<uint32_t>(text.find('z'));
  Secrets secrets(files,
                  std::vector<source::Range>{{file, from, from + 1}, {file, 5, 6}, {file, 5, 6}});
  EXPECT_EQ(masked(text, secrets.of(file)), "a = \"*\"\nb = \"y\"\nc = <<E\n*\nE\n");
  EXPECT_EQ(secrets.of(file, 4, 7), (std::vector<Span>{{1, 2}}));
  EXPECT_TRUE(secrets.of(file, 8, 15).empty());
}

TEST(Secrets, CaretsStayUnderWhatTheyMark) {
  source::Files files;
  const source::FileId file =
      files.add("main.tf", "x = { password = \"日本2\", size = 1 } # " + kAwsKey + "\n");
  const auto at = [&](std::string_view part) {
    const auto begin = static_cast<uint32_t>(files[file].text().find(part));
    return source::Range{file, begin, begin + static_cast<uint32_t>(part.size())};
  };
  const Diagnostic diagnostic{.id = "a-rule",
                              .summary = "password = \"hunter2\"",
                              .detail = "It is " + kAwsKey + ".",
                              .remedy = "Take " + kAwsKey + " back.",
                              .subject = at("\"日本2\""),
                              .related = {{at("size"), kAwsKey}}};
  EXPECT_EQ(render(diagnostic, files, {}),
            "error[a-rule]: password = \"*******\"\n"
            " --> main.tf:1:18\n"
            "  |\n"
            "1 | x = { password = \"*****\", size = 1 } # AKIA****************\n"
            "  |                  ^^^^^^^\n"
            "  |                           ---- AKIA****************\n"
            "  |\n"
            "  = note: It is AKIA****************.\n"
            "  = help: Take AKIA**************** back.\n");
  EXPECT_EQ(render_excerpt(at("size"), files, {}),
            "1 | x = { password = \"*****\", size = 1 } # AKIA****************\n"
            "  |                           ^^^^\n");
}

// What is looked at for each place is bounded, so that no text makes it slow; without the bounds,
// these take minutes.
TEST(Secrets, TextsMadeToBeSlowAreNot) {
  for (const std::string_view part : {"password='",
                                      "password=a",
                                      "-----BEGIN PRIVATE KEY-----",
                                      "--a",
                                      "password=<<A\n",
                                      "value=\"x\" ",
                                      "default=\"x\" ",
                                      "://a:a",
                                      "eyJ.",
                                      "token:x ",
                                      "ghp_",
                                      "variable \"",
                                      "{value=\"a\"",
                                      "\"'\\:",
                                      "--",
                                      "e",
                                      "login -p a",
                                      " -u a:b",
                                      "config set ",
                                      "{token: abcdef",
                                      "-p\"",
                                      "login ",
                                      "authorization: a ",
                                      "\\\n -p abcd"}) {
    std::string text;
    while (text.size() < 200'000) text += part;
    EXPECT_LE(secrets_in(text).size(), text.size());
    EXPECT_LE(secrets_in("a\n" + text + "\n}").size(), text.size());
  }
}

}  // namespace
}  // namespace diagnostics
