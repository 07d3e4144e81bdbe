# Questions that any rule may ask of any node.

function "is_one_of" {
  summary = "Whether a node's address is among these; not known of a node that could not be resolved, even of none"
  params  = [node, addresses]
  result  = address(node) == "" || contains(addresses, address(node))

  answer "among these, not among these, and a node that is not known" {
    value = [
      for node in linked([aws_vpc.a.id, "vpc-01"]) : [is_one_of(node, [address(aws_vpc.a)]), is_one_of(node, [])]
    ]
    is = [[true, false], [undecided("vpc-01"), undecided("vpc-01")]]

    resource "aws_vpc" "a" {
      cidr_block = "10.0.0.0/16"
    }
  }
}

function "number_of" {
  summary = "A number of things in words: no day, one day, 7 days"
  params  = [count, noun]
  result  = count == 0 ? "no ${noun}" : count == 1 ? "one ${noun}" : "${count} ${noun}s"

  answer "none, one, several" {
    value = [for count in [0, 1, 7] : number_of(count, "day")]
    is    = ["no day", "one day", "7 days"]
  }
}

function "matches_any" {
  summary = "Whether a text matches one of these globs, in which * stands for any text"
  params  = [text, globs]
  result = anytrue([
    for glob in globs : !strcontains(glob, "*") ? text == glob : length(regexall("^\\Q${replace(glob, "*", "\\E.*\\Q")}\\E$", text)) > 0
  ])

  answer "a star for any text, and nothing else for anything but itself" {
    value = [
      for globs in [["aws_subnet.*"], ["*.a"], ["aws_subnet.a"], ["aws_vpc.*", "*b*"], ["aws.subnet.a"], []] :
      matches_any("aws_subnet.a", globs)
    ]
    is = [true, true, true, true, false, false]
  }
}

function "is_empty" {
  summary = "Whether a text is null or empty"
  params  = [text]
  result  = text == null || text == ""

  answer "null, an empty text, a text, an id that is yet to come, and an input" {
    value = [for text in [null, "", "a", aws_vpc.a.id, aws_vpc.a.tags.b] : is_empty(text)]
    is    = [true, true, false, false, undecided("var.text")]

    variable "text" {
      type = string
    }

    resource "aws_vpc" "a" {
      cidr_block = "10.0.0.0/16"
      tags       = { b = var.text }
    }
  }
}

function "is_managed_key" {
  summary = "Whether a key's reference means a KMS key that the configuration knows"
  params  = [key]
  result = anytrue([
    for node in linked(key, ["aws_kms_key", "aws_kms_alias", "aws_kms_replica_key", "data.aws_kms_key", "data.aws_kms_alias"]) :
    node_type(node) != ""
  ])

  answer "a key, an alias, a key that is looked up, one made elsewhere, and none" {
    value = [
      for key in [aws_kms_key.a.arn, aws_kms_alias.a.arn, data.aws_kms_key.a.arn, "arn:aws:kms:us-west-2:111122223333:key/01", null] :
      is_managed_key(key)
    ]
    is = [true, true, true, undecided("arn:aws:kms:us-west-2:111122223333:key/01"), false]

    resource "aws_kms_key" "a" {}

    resource "aws_kms_alias" "a" {
      target_key_id = aws_kms_key.a.id
    }

    data "aws_kms_key" "a" {
      key_id = "alias/data"
    }
  }
}
