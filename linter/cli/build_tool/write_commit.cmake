# Writes OUTPUT, the one source that knows the commit of SOURCE, and only where that has changed:
#   cmake -D SOURCE=DIRECTORY -D OUTPUT=FILE -P write_commit.cmake
# Without git, or outside of a clone, it is "unknown".
set(commit unknown)
find_program(GIT git)
if(GIT AND EXISTS ${SOURCE}/.git)
  execute_process(COMMAND ${GIT} -C ${SOURCE} rev-parse HEAD OUTPUT_VARIABLE head
                  OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET RESULT_VARIABLE failed)
  execute_process(COMMAND ${GIT} -C ${SOURCE} --no-optional-locks status --porcelain --untracked-files=no
                  OUTPUT_VARIABLE changes ERROR_QUIET)
  if(NOT failed)
    set(commit ${head})
    if(changes)
      string(APPEND commit " with changes")
    endif()
  endif()
endif()
file(CONFIGURE OUTPUT ${OUTPUT} CONTENT "// SPDX-License-Identifier: Apache-2.0
#include \"cli/version.h\"

namespace cli {
const char* commit() { return \"${commit}\"; }
}  // namespace cli
")
