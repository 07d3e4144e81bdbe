// SPDX-License-Identifier: Apache-2.0
// Pipeline files in a run: each is judged once, on a graph of its own. Exported: read_pipelines,
// link_pipelines. Tested in tests/run/pipeline_files_test.cc.

#include "pipelines/comments.h"
#include "run/stages.h"

namespace run {

namespace {

void read_pipeline(Run& run, const std::string& path, const source::FileSystem& repository) {
  auto file = pipelines::read(path, repository, run.files, run.diagnostics);
  if (file == nullptr) return;
  run.diagnostics.append(std::move(file->diagnostics));
  Pipeline& pipeline = run.pipelines.emplace_back();
  pipeline.configuration.directory = path;
  pipeline.configuration.kind = terraform::DirectoryKind::pipeline;
  pipeline.configuration.root = &pipeline.nothing;
  pipeline.comments = pipelines::read_comments(*file, run.files);
  pipeline.file = std::move(file);
}

}  // namespace

void read_pipelines(Run& run, const source::FileSystem& repository) {
  if (run.options.inputs.plan) return;
  for (const std::string& path : run.discovery.pipeline_files) {
    read_pipeline(run, path, repository);
  }
  for (const std::string& path : run.discovery.yaml_files) {
    const auto text = repository.read(path);
    if (text.ok() && pipelines::is_pipeline_text(text.value())) {
      read_pipeline(run, path, repository);
    }
  }
}

void link_pipelines(Run& run, terraform::Loader& loader, terraform::Environments& evaluations,
                    const graph::Graphs& graphs) {
  static const terraform::Inputs kNone;
  for (Pipeline& pipeline : run.pipelines) {
    pipeline.evaluation = std::make_unique<terraform::Evaluation>(terraform::evaluate(
        pipeline.configuration, kNone, terraform::Purpose::check, loader, &evaluations));
    pipeline.graph = std::make_unique<graph::Graph>(*pipeline.evaluation, *pipeline.file, &graphs);
  }
}

}  // namespace run
