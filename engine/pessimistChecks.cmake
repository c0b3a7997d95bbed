# pessimist_add_checks(TARGET CONTRACT FILE [WORKERS N] [CACHE DIR])
#
# Makes each check of a contract a test of CTest, named TARGET.NAME. TARGET is an executable of the same directory whose main() is
# pessimist::main; it is asked for the names once it is built, and again when the contract changes. CACHE keeps results, so that
# what has not changed is not run again. A relative FILE or DIR is one of the current source or binary directory.

function(pessimist_add_checks target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "CONTRACT;WORKERS;CACHE" "")
  if(arg_UNPARSED_ARGUMENTS OR NOT arg_CONTRACT)
    message(FATAL_ERROR "It is written pessimist_add_checks(TARGET CONTRACT FILE [WORKERS N] [CACHE DIR])")
  endif()
  cmake_path(ABSOLUTE_PATH arg_CONTRACT)
  set(tests ${CMAKE_CURRENT_BINARY_DIR}/${target}_checks.cmake)
  set(options)
  if(arg_WORKERS)
    list(APPEND options --workers ${arg_WORKERS})
  endif()
  if(arg_CACHE)
    cmake_path(ABSOLUTE_PATH arg_CACHE BASE_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR})
    list(APPEND options --cache ${arg_CACHE})
  endif()
  # The tests are found anew where the target is linked anew, so a contract that changes is to make it so.
  set_property(TARGET ${target} APPEND PROPERTY LINK_DEPENDS ${arg_CONTRACT})
  add_custom_command(
    TARGET ${target} POST_BUILD
    BYPRODUCTS ${tests}
    COMMAND ${CMAKE_COMMAND} -D target=${target} -D executable=$<TARGET_FILE:${target}> -D contract=${arg_CONTRACT}
            "-D options=${options}" -D tests=${tests}
            -P ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/pessimistListChecks.cmake
    VERBATIM)
  # Before the target is built there is nothing to include.
  set(include ${CMAKE_CURRENT_BINARY_DIR}/${target}_checks_include.cmake)
  file(WRITE ${include} "if(EXISTS [==[${tests}]==])\n  include([==[${tests}]==])\n"
       "else()\n  add_test([==[${target}_checks_NOT_BUILT]==] [==[${target}_checks_NOT_BUILT]==])\nendif()\n")
  set_property(DIRECTORY APPEND PROPERTY TEST_INCLUDE_FILES ${include})
endfunction()
