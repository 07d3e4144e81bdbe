# Questions that any rule may ask of any node.

function "is_one_of" {
  summary = "Whether a node's address is among these; not known of a node that could not be resolved, even of none"
  params  = [node, addresses]
  result  = contains(concat([""], addresses), address(node))
}

function "matches_any" {
  summary = "Whether a text matches one of these globs, in which * stands for any text"
  params  = [text, globs]
  result = anytrue([
    for glob in globs : length(regexall("^\\Q${replace(glob, "*", "\\E.*\\Q")}\\E$", text)) > 0
  ])
}

function "is_empty" {
  summary = "Whether a text is null or empty"
  params  = [text]
  result  = text == null || text == ""
}

function "is_managed_key" {
  summary = "Whether a key's reference means a KMS key that the configuration knows"
  params  = [key]
  result = anytrue([
    for node in linked(key, ["aws_kms_key", "aws_kms_alias", "aws_kms_replica_key", "data.aws_kms_key", "data.aws_kms_alias"]) :
    node_type(node) != ""
  ])
}
