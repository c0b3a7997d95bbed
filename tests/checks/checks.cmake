# Installs the build tree into a scratch prefix and makes tests of the contract beside this file, as a stranger does: the one that
# is as it should be passes, the other fails until the contract is put right, and a check that is added is a test of its own.
file(REMOVE_RECURSE ${scratch})

function(run)
  execute_process(COMMAND ${ARGV} COMMAND_ECHO STDOUT COMMAND_ERROR_IS_FATAL ANY)
endfunction()

# Runs the tests; `expected` is a regular expression for what is said of them.
function(run_tests expected)
  execute_process(COMMAND ${CMAKE_CTEST_COMMAND} --test-dir ${scratch}/build --output-on-failure
                  OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT output MATCHES "${expected}")
    message(FATAL_ERROR "No ${expected} in:\n${output}")
  endif()
endfunction()

file(COPY ${source}/CMakeLists.txt ${source}/contract.toml DESTINATION ${scratch}/source)
run(${CMAKE_COMMAND} --install ${build} --prefix ${scratch}/prefix)
run(${CMAKE_COMMAND} -G Ninja -S ${scratch}/source -B ${scratch}/build -D CMAKE_PREFIX_PATH=${scratch}/prefix
    -D MY_SPEC=${source}/../package/my_spec.cpp -D CMAKE_CXX_COMPILER=${compiler} -D CMAKE_BUILD_TYPE=${build_type}
    "-DCMAKE_CXX_FLAGS=${flags}")
run_tests("my_spec_checks_NOT_BUILT")
run(${CMAKE_COMMAND} --build ${scratch}/build)
run_tests("three clients: NOT as expected: [0-9]+ worlds, expected 1\\. Again: .*1 tests failed out of 2")
run(${scratch}/build/my_spec suite ${scratch}/source/contract.toml --update)
run_tests("100% tests passed, 0 tests failed out of 2")

file(APPEND ${scratch}/source/contract.toml "[[check]]\nspec = \"my-spec\"\nproperties = [\"one holds the lock\"]\n")
run(${CMAKE_COMMAND} --build ${scratch}/build)
run_tests("my_spec\\.my-spec --property 'one holds the lock'.*100% tests passed, 0 tests failed out of 3")
