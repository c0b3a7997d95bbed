# Writes a file that makes each check of a contract a test: what pessimist_add_checks runs when its target was built.
execute_process(COMMAND ${executable} suite ${contract} --list OUTPUT_VARIABLE names RESULT_VARIABLE code)
if(NOT code EQUAL 0)
  message(FATAL_ERROR "${executable} cannot read ${contract} (above)")
endif()

set(words)
foreach(option IN LISTS options)
  string(APPEND words " [==[${option}]==]")
endforeach()

# Line by line, and not as a list of CMake: a name may hold semicolons and brackets.
set(content)
while(NOT names STREQUAL "")
  string(FIND "${names}" "\n" end)
  string(SUBSTRING "${names}" 0 ${end} name)
  math(EXPR next "${end} + 1")
  string(SUBSTRING "${names}" ${next} -1 names)
  string(APPEND content "add_test([==[${target}.${name}]==] [==[${executable}]==] suite [==[${contract}]==]"
         " [==[--only=${name}]==]${words})\n")
endwhile()
file(WRITE ${tests} "${content}")
