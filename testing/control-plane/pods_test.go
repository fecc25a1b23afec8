package main

import (
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

var started = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)

func pod(policy corev1.RestartPolicy, annotations map[string]string) *corev1.Pod {
	return &corev1.Pod{
		ObjectMeta: metav1.ObjectMeta{Name: "p", Namespace: "n", UID: "u", Annotations: annotations},
		Spec: corev1.PodSpec{
			RestartPolicy: policy,
			Containers:    []corev1.Container{{Name: "c", Image: "i"}},
		},
		Status: corev1.PodStatus{StartTime: &metav1.Time{Time: started}},
	}
}

func ownedByJob(p *corev1.Pod) *corev1.Pod {
	yes := true
	p.OwnerReferences = []metav1.OwnerReference{{APIVersion: "batch/v1", Kind: "Job", Name: "j", Controller: &yes}}
	return p
}

func isReady(s *corev1.PodStatus) bool {
	for _, c := range s.Conditions {
		if c.Type == corev1.PodReady {
			return c.Status == corev1.ConditionTrue
		}
	}
	return false
}

func TestPlay(t *testing.T) {
	deadline := int64(5)
	tests := []struct {
		name  string
		pod   *corev1.Pod
		age   time.Duration
		phase corev1.PodPhase
		ready bool
		again time.Duration
	}{
		{"an ordinary pod runs for ever", pod("Always", nil), time.Hour, corev1.PodRunning, true, 0},
		{"a pod of a job runs for the job duration", ownedByJob(pod("Never", nil)), 0, corev1.PodRunning, true, time.Second},
		{"a pod of a job succeeds", ownedByJob(pod("Never", nil)), 2 * time.Second, corev1.PodSucceeded, false, 0},
		{"an exit code fails the pod", ownedByJob(pod("Never", map[string]string{annExitCode: "3"})), 2 * time.Second, corev1.PodFailed, false, 0},
		{"a pod can be never ready", pod("Always", map[string]string{annReady: "false"}), time.Hour, corev1.PodRunning, false, 0},
		{"a pod becomes ready later", pod("Always", map[string]string{annReadyIn: "10s"}), 4 * time.Second, corev1.PodRunning, false, 6 * time.Second},
		{"a waiting reason keeps the pod pending", pod("Always", map[string]string{annWaiting: "ImagePullBackOff"}), time.Hour, corev1.PodPending, false, 0},
		{"a restarting pod backs off", pod("Always", map[string]string{annExitCode: "1"}), 1500 * time.Millisecond, corev1.PodRunning, false, 1500 * time.Millisecond},
		{"the active deadline ends the pod", func() *corev1.Pod {
			p := pod("Never", nil)
			p.Spec.ActiveDeadlineSeconds = &deadline
			return p
		}(), 6 * time.Second, corev1.PodFailed, false, 0},
		{"a deleted pod ends", func() *corev1.Pod {
			p := pod("Always", nil)
			p.DeletionTimestamp = &metav1.Time{Time: started}
			return p
		}(), time.Second, corev1.PodSucceeded, false, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			k := &kubelet{jobDuration: time.Second}
			s, again := k.play(tt.pod, started.Add(tt.age))
			if s.Phase != tt.phase || isReady(s) != tt.ready || again != tt.again {
				t.Fatalf("got phase %s ready %v again %v, want %s %v %v", s.Phase, isReady(s), again, tt.phase, tt.ready, tt.again)
			}
		})
	}
}

func TestAnEndedPodIsLeftAlone(t *testing.T) {
	p := pod("Never", nil)
	p.Status.Phase = corev1.PodSucceeded
	s, again := (&kubelet{}).play(p, started.Add(time.Hour))
	if s.Phase != corev1.PodSucceeded || len(s.ContainerStatuses) != 0 || again != 0 {
		t.Fatalf("the status of an ended pod was touched: %+v", s)
	}
}

func TestEveryPodGetsItsOwnAddress(t *testing.T) {
	k := &kubelet{}
	one, _ := k.play(pod("Always", nil), started)
	two, _ := k.play(pod("Always", nil), started)
	if one.PodIP == "" || one.PodIP == two.PodIP {
		t.Fatalf("addresses %q and %q", one.PodIP, two.PodIP)
	}
}
