#define CATCH_CONFIG_RUNNER
#include <catch2/catch.hpp>

#include "report/snapshot.hpp"

int main(int argc, char** argv) {
  Catch::Session session;
  session.cli(session.cli() | Catch::clara::Opt(pessimist::snapshot::rewrites())["--rewrite-snapshots"](
                                  "write what is printed into tests/report/snapshots instead of comparing"));
  const int wrong = session.applyCommandLine(argc, argv);
  return wrong != 0 ? wrong : session.run();
}
