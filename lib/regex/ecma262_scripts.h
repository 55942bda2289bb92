/* The scripts of Unicode 14 by the names of PropertyValueAliases.txt. Private to regex_ecma262*.c.
 */
#ifndef REGEX_ECMA262_SCRIPTS_H
#define REGEX_ECMA262_SCRIPTS_H

#include "base/str.h"

/* The long name of the script with this exact long or short name, or NULL. */
const char *ecma_script(struct str name);

#endif
