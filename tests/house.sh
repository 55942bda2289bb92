# The house, for the tests of its layering (sourced): the folders of lib/ in their order, each of
# which knows only those to its left, and after a colon what a folder that can be lifted out
# as a library knows besides itself.
house="base regex:base value source forge git:base scripted jsonschema:base,regex,value
    cel:base,regex,value model approval language isms rules changes report"
