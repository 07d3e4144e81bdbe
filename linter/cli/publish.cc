// SPDX-License-Identifier: Apache-2.0
// plumbline publish: brings what a check finds to where a change is reviewed. Exported:
// add_publish. Tested end to end in tests/cli/publish_test.cc.

#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <system_error>
#include <thread>

#include "cli/bitbucket.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/judging.h"
#include "cli/reports.h"
#include "run/run.h"

namespace cli {

namespace {

struct PublishOptions {
  Judging judging;
  OutputOptions output;
  BitbucketOptions bitbucket;
  unsigned retries = 4;
  bool require = false;
};

class RealSleeper : public publish::Sleeper {
 public:
  void sleep(std::chrono::milliseconds time) override { std::this_thread::sleep_for(time); }
};

// Says on stderr how it went, and why. Whether all of it went well.
bool say(const publish::Sent& sent, const Destination& destination, bool required) {
  const publish::Target& target = destination.target;
  if (sent.published) {
    std::fprintf(stderr, "plumbline: published %zu of %zu findings as report %s of %s in %s/%s\n",
                 sent.shown, sent.found, target.report_id.c_str(),
                 target.commit.substr(0, 12).c_str(), target.workspace.c_str(),
                 target.repository.c_str());
  }
  if (sent.problems.empty()) return true;
  std::fprintf(stderr, "plumbline: %s: %s%s\n", required ? "error" : "warning",
               sent.published ? "not all of it was published" : "nothing was published",
               required ? "" : "; the exit code is the check's (--require-publish makes it 2)");
  for (std::string text : sent.problems) {
    for (size_t at = 0; (at = text.find('\n', at)) != std::string::npos;) {
      text.replace(at, 1, "\n  ");
      at += 3;
    }
    std::fprintf(stderr, "  %s\n", text.c_str());
  }
  if (sent.unreachable && !destination.http.proxy.host.empty()) {
    std::fprintf(stderr,
                 "  In a step, Bitbucket's proxy listens at localhost:29418, for a pipe at "
                 "host.docker.internal:29418:\n  --proxy names another; with a token in "
                 "BITBUCKET_ACCESS_TOKEN none is needed.\n");
  }
  return false;
}

// What curl would send: a line for each request, "METHOD URL FILE", the file's name from the
// directory on.
bool write_requests(const publish::Publication& publication, const publish::Url& api,
                    const std::string& directory) {
  std::error_code error;
  std::filesystem::create_directories(directory, error);
  const std::string base = publish::text_of(api);
  std::string lines;
  size_t number = 0;
  for (const publish::Request& request : publish::requests_of(publication)) {
    lines += fmt::format("{} {}{}", request.method, base, request.path);
    if (!request.body.empty()) {
      const std::string name = fmt::format("{:02}.json", ++number);
      lines += " " + name;
      if (!write_output(fmt::format("{}/{}", directory, name), request.body + "\n")) return false;
    }
    lines += "\n";
  }
  if (!write_output(directory + "/requests.txt", lines)) return false;
  std::fprintf(stderr, "plumbline: nothing was sent; the requests are in %s\n", directory.c_str());
  return true;
}

int publish_outcome(const PublishOptions& options, const Destination& destination,
                    const run::Outcome& outcome, int code) {
  publish::Publication publication{.result = &outcome.result,
                                   .target = destination.target,
                                   .failed = code != kClean,
                                   .complete = outcome.complete};
  if (publication.target.link.empty()) publication.target.link = outcome.result.details.docs_url;
  const std::string& directory = options.bitbucket.dry_run;
  if (!directory.empty()) {
    return write_requests(publication, destination.http.api, directory) ? code : kCouldNotRun;
  }
  const auto transport = publish::http_transport(destination.http);
  RealSleeper sleeper;
  const publish::Sent sent = publish::send(publication, *transport, sleeper, options.retries);
  return say(sent, destination, options.require) || !options.require ? code : kCouldNotRun;
}

int publish_to_bitbucket(PublishOptions& options) {
  options.output.strict = options.judging.strict;
  const std::optional<std::vector<Output>> outputs = outputs_of(options.output);
  if (!outputs) return kCouldNotRun;
  const std::optional<Destination> destination = destination_of(options.bitbucket);
  if (!destination) return kCouldNotRun;
  ask_for_details(*outputs, options.output, options.judging.run);
  options.judging.run.tells_mended = true;  // as the summary of what is sent
  options.judging.run.details = true;
  source::Files files;
  const std::optional<run::Outcome> outcome = judge(options.judging, files);
  if (!outcome) return kCouldNotRun;
  const bool written = write_outputs(*outputs, *outcome, options.output);
  // Before anything ends the run: what was found is to be seen even so.
  std::fflush(stdout);
  const int code =
      publish_outcome(options, *destination, *outcome, exit_code(*outcome, options.judging));
  return written ? code : kCouldNotRun;
}

}  // namespace

void add_publish(CLI::App& app, Chosen& chosen, const std::string& today) {
  CLI::App* command = app.add_subcommand("publish", "Bring what is found to a review");
  command->require_subcommand(1);
  auto options = std::make_shared<PublishOptions>();
  CLI::App* bitbucket = command->add_subcommand(
      "bitbucket", "Judge, and send what is found to Bitbucket, as a report with annotations");
  add_bitbucket_options(*bitbucket, options->bitbucket);
  bitbucket->add_option("--retries", options->retries, "How often to try again what may pass")
      ->capture_default_str()
      ->check(CLI::Range(0, 10));
  bitbucket->add_flag("--require-publish", options->require,
                      "Exit code 2 if not all of it can be published");
  add_output_options(*bitbucket, options->output);
  add_judging_options(*bitbucket, options->judging, today);
  bitbucket->callback([options, &chosen] {
    chosen.command = [options] { return publish_to_bitbucket(*options); };
  });
}

}  // namespace cli
