# Snapshots of volumes, as Data Lifecycle Manager takes them.

function "takes_snapshots" {
  summary = "Whether a lifecycle policy that is enabled takes snapshots of a volume, or of an instance and its volumes, by all of its tags"
  params  = [policy, node]
  result = policy.state == "ENABLED" && anytrue([
    for details in policy.policy_details :
    anytrue([for type in details.resource_types[*] : type == (node_type(node) == "aws_instance" ? "INSTANCE" : "VOLUME")]) &&
    length(merge(details.target_tags, {})) > 0 &&
    alltrue([for key, value in merge(details.target_tags, {}) : lookup(effective_tags(node), key, null) == value])
  ])

  answer "by a tag, by two of which one is missing, of the other kind, disabled, of an instance" {
    value = [for policy in [aws_dlm_lifecycle_policy.a, aws_dlm_lifecycle_policy.b, aws_dlm_lifecycle_policy.c, aws_dlm_lifecycle_policy.d] : [takes_snapshots(policy, aws_ebs_volume.data), takes_snapshots(policy, aws_instance.web)]]
    is    = [[true, false], [false, false], [false, true], [false, false]]

    resource "aws_ebs_volume" "data" {
      availability_zone = "us-west-2a"
      size              = 8
      tags              = { Backup = "daily", Name = "data" }
    }

    resource "aws_instance" "web" {
      ami  = "ami-0a1b2c3d"
      tags = { Backup = "daily" }
    }

    resource "aws_dlm_lifecycle_policy" "a" {
      description        = "A"
      execution_role_arn = "arn:aws:iam::111122223333:role/dlm"

      policy_details {
        resource_types = ["VOLUME"]
        target_tags    = { Backup = "daily" }
      }
    }

    resource "aws_dlm_lifecycle_policy" "b" {
      description        = "B"
      execution_role_arn = "arn:aws:iam::111122223333:role/dlm"

      policy_details {
        resource_types = ["VOLUME"]
        target_tags    = { Backup = "daily", Team = "web" }
      }
    }

    resource "aws_dlm_lifecycle_policy" "c" {
      description        = "C"
      execution_role_arn = "arn:aws:iam::111122223333:role/dlm"

      policy_details {
        resource_types = ["INSTANCE"]
        target_tags    = { Backup = "daily" }
      }
    }

    resource "aws_dlm_lifecycle_policy" "d" {
      description        = "D"
      execution_role_arn = "arn:aws:iam::111122223333:role/dlm"
      state              = "DISABLED"

      policy_details {
        resource_types = ["VOLUME", "INSTANCE"]
        target_tags    = { Backup = "daily" }
      }
    }
  }
}
