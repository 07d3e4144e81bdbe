rule "kubernetes-api-open-to-the-world" {
  summary   = "Everybody reaches the Kubernetes API of an EKS cluster"
  severity  = "medium"
  clauses   = []
  since     = "0.1"
  why       = "What controls the whole cluster waits for whoever has a stolen credential, or the next hole in the API server. EKS opens it to everybody unless it is told otherwise."
  remedy    = "Set endpoint_private_access to true and endpoint_public_access to false, or list in public_access_cidrs who administers the cluster."
  standards = { aws-fsbp = ["EKS.1"], nist-800-53-r5 = ["AC-4", "SC-7"] }

  target = "aws_eks_cluster"
  condition = alltrue([ # mutant-ok: there is one block
    for config in self.vpc_config : config.endpoint_public_access == false || !anytrue([for range in config.public_access_cidrs : is_everybody(range)])
  ])
  error_message = "Everybody reaches the Kubernetes API of ${address(self)}."
  at            = self.vpc_config[0].public_access_cidrs

  fail "left out, and said" {
    resource "aws_eks_cluster" "left" {
      name     = "left"
      role_arn = "arn:aws:iam::111122223333:role/eks"

      vpc_config { # finding: Everybody reaches the Kubernetes API of aws_eks_cluster.left
        subnet_ids              = ["subnet-0a1b2c3d"]
        endpoint_private_access = true
      }
    }

    resource "aws_eks_cluster" "said" {
      name     = "said"
      role_arn = "arn:aws:iam::111122223333:role/eks"

      vpc_config {
        subnet_ids             = ["subnet-0a1b2c3d"]
        endpoint_public_access = true
        public_access_cidrs    = ["198.51.100.0/24", "0.0.0.0/0"] # finding
      }
    }
  }

  pass "private, and an office" {
    resource "aws_eks_cluster" "private" {
      name     = "private"
      role_arn = "arn:aws:iam::111122223333:role/eks"

      vpc_config {
        subnet_ids              = ["subnet-0a1b2c3d"]
        endpoint_private_access = true
        endpoint_public_access  = false
      }
    }

    resource "aws_eks_cluster" "office" {
      name     = "office"
      role_arn = "arn:aws:iam::111122223333:role/eks"

      vpc_config {
        subnet_ids          = ["subnet-0a1b2c3d"]
        public_access_cidrs = ["198.51.100.0/24"]
      }
    }
  }

  undecided "an input" {
    variable "offices" {
      type = list(string)
    }

    resource "aws_eks_cluster" "main" {
      name     = "main"
      role_arn = "arn:aws:iam::111122223333:role/eks"

      vpc_config {
        subnet_ids          = ["subnet-0a1b2c3d"]
        public_access_cidrs = var.offices # undecided: var.offices
      }
    }
  }
}
